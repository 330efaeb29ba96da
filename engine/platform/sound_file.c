#include "sound_file.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define HEAD_BYTES 256
#define TAIL_BYTES 65536 /* an Ogg page is at most 65307 bytes, so its last header is within */

static uint64_t little(const unsigned char *b, int bytes)
{
    uint64_t out = 0;
    while (bytes-- > 0)
        out = out << 8 | b[bytes];
    return out;
}

static int to_ms(uint64_t samples, uint64_t rate)
{
    return rate && samples / rate < 100000 ? (int)(samples * 1000 / rate) : 0;
}

/* The last page of an Ogg stream says how many samples there are in all. */
static uint64_t ogg_samples(FILE *file, long size)
{
    unsigned char tail[TAIL_BYTES];
    long from = size > TAIL_BYTES ? size - TAIL_BYTES : 0;
    if (fseek(file, from, SEEK_SET) != 0)
        return 0;
    size_t got = fread(tail, 1, sizeof tail, file);
    for (size_t at = got >= 14 ? got - 14 + 1 : 0; at-- > 0;)
        if (!memcmp(tail + at, "OggS", 4))
            return little(tail + at + 6, 8);
    return 0;
}

static enum sound_kind look_ogg(FILE *file, long size, const unsigned char *head, int *length_ms_out)
{
    const unsigned char *packet = head + 28; /* the first page holds one packet in one segment */
    uint64_t samples = ogg_samples(file, size);
    if (!memcmp(packet, "OpusHead", 8)) {
        uint64_t skip = little(packet + 10, 2);
        *length_ms_out = to_ms(samples > skip ? samples - skip : 0, 48000); /* RFC 7845: always counted at 48 kHz */
        return SOUND_OPUS;
    }
    if (!memcmp(packet, "\001vorbis", 7)) {
        *length_ms_out = to_ms(samples, little(packet + 12, 4));
        return SOUND_VORBIS;
    }
    return SOUND_NONE;
}

static enum sound_kind look_flac(const unsigned char *head, int *length_ms_out)
{
    const unsigned char *info = head + 8; /* STREAMINFO is always the first block */
    uint64_t rate = (uint64_t)info[10] << 12 | (uint64_t)info[11] << 4 | info[12] >> 4;
    uint64_t samples = (uint64_t)(info[13] & 15) << 32 | (uint64_t)info[14] << 24 | (uint64_t)info[15] << 16 |
                       (uint64_t)info[16] << 8 | info[17];
    *length_ms_out = to_ms(samples, rate);
    return SOUND_FLAC;
}

static enum sound_kind look_wav(const unsigned char *head, size_t got, int *length_ms_out)
{
    uint64_t bytes_a_second = 0;
    for (size_t at = 12; at + 8 <= got;) {
        uint64_t size = little(head + at + 4, 4);
        if (!memcmp(head + at, "fmt ", 4) && at + 20 <= got)
            bytes_a_second = little(head + at + 16, 4);
        if (!memcmp(head + at, "data", 4)) {
            *length_ms_out = to_ms(size, bytes_a_second);
            return SOUND_WAV;
        }
        if (size > HEAD_BYTES)
            break;
        at += 8 + (size_t)size + (size & 1);
    }
    return SOUND_NONE;
}

enum sound_kind sound_file_look(const char *path, int *length_ms_out)
{
    unsigned char head[HEAD_BYTES] = {0};
    enum sound_kind kind = SOUND_NONE;
    *length_ms_out = 0;
    FILE *file = fopen(path, "rb");
    if (!file)
        return SOUND_NONE;
    size_t got = fread(head, 1, sizeof head, file);
    long size = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
    if (size >= 44 && size <= SOUND_FILE_MAX_BYTES) {
        if (!memcmp(head, "OggS", 4))
            kind = look_ogg(file, size, head, length_ms_out);
        else if (!memcmp(head, "fLaC", 4))
            kind = look_flac(head, length_ms_out);
        else if (!memcmp(head, "RIFF", 4) && !memcmp(head + 8, "WAVE", 4))
            kind = look_wav(head, got, length_ms_out);
    }
    fclose(file);
    return kind;
}
