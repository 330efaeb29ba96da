#ifndef WEBM_H
#define WEBM_H
/*
 * webm - one open WebM file as two queues of packets, pictures and sound; nothing is decoded here.
 *
 * Only FFmpeg's Matroska reader is ever started, on the one open file, and only VP9 and Opus are taken from it: what else
 * the file holds is never looked at. A file may keep its sound back by as much as a queue holds.
 */
#include <stdbool.h>

#include <libavcodec/packet.h>
#include <libavformat/avformat.h>

#include "media_share.h"

#define WEBM_PACKETS_MAX 512 /* of a kind: 10 s of sound, 17 s of pictures; more is no file made for playing */

enum webm_kind { WEBM_PICTURES, WEBM_SOUND, WEBM_KINDS };

struct webm_queue {
    AVPacket *packet[WEBM_PACKETS_MAX];
    int first, count;
};

struct webm {
    int fd;
    int64_t size, at; /* bytes */
    AVIOContext *io;
    AVFormatContext *format;
    AVStream *stream[WEBM_KINDS]; /* sound may be NULL */
    struct webm_queue queue[WEBM_KINDS];
    bool begun; /* something has been read */
    bool ended; /* no packet is left in the file */
    int length_ms;
};

enum media_fault webm_open(struct webm *w, int fd);
void webm_close(struct webm *w);
/* To the last place at or before from_ms where decoding can begin. */
enum media_fault webm_seek(struct webm *w, int from_ms);
/* Reads one packet into its queue, or sets `ended`. */
enum media_fault webm_read(struct webm *w);
AVPacket *webm_take(struct webm *w, enum webm_kind kind); /* the caller's to free; NULL: none is queued */

#endif
