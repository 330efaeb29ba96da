#ifndef CAIRN_RECEIPT_H
#define CAIRN_RECEIPT_H
/*
 * cairn_receipt - `cairn receipt verify --keys FILE TEXT`: whether a terminal made a receipt, and what it says, with
 * nothing of the terminal but its public keys (`cairn store public`).
 */
int cairn_receipt(int argc, char **argv); /* argv[0] is "receipt" */

#endif
