#include "webm.h"

#include <assert.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <libavutil/mem.h>

#define IO_BYTES    32768
#define STREAMS_MAX 4 /* pictures, sound, and something an editor left in */

/* --- the open file ------------------------------------------------------------------------------------------------ */

static int io_read(void *context, uint8_t *out, int room)
{
    struct webm *w = context;
    if (lseek(w->fd, (off_t)w->at, SEEK_SET) < 0)
        return AVERROR(EIO);
    ssize_t got = read(w->fd, out, (size_t)room);
    if (got < 0)
        return AVERROR(EIO);
    w->at += got;
    return got ? (int)got : AVERROR_EOF;
}

static int64_t io_seek(void *context, int64_t to, int whence)
{
    struct webm *w = context;
    if (whence & AVSEEK_SIZE)
        return w->size;
    whence &= ~AVSEEK_FORCE;
    int64_t from = whence == SEEK_CUR ? w->at : whence == SEEK_END ? w->size : 0;
    if (to > w->size - from || to < -from)
        return AVERROR(EINVAL);
    return w->at = from + to;
}

static bool io_open(struct webm *w)
{
    w->size = lseek(w->fd, 0, SEEK_END);
    uint8_t *buffer = av_malloc(IO_BYTES);
    w->io = buffer ? avio_alloc_context(buffer, IO_BYTES, 0, w, io_read, NULL, io_seek) : NULL;
    w->format = avformat_alloc_context();
    if (!w->io || !w->format || w->size <= 0)
        return false;
    w->format->pb = w->io;
    w->format->flags |= AVFMT_FLAG_CUSTOM_IO;
    w->format->max_streams = STREAMS_MAX;
    return true;
}

/* --- what is in it ------------------------------------------------------------------------------------------------ */

static enum media_fault choose_streams(struct webm *w)
{
    static const enum AVMediaType types[] = {[WEBM_PICTURES] = AVMEDIA_TYPE_VIDEO, [WEBM_SOUND] = AVMEDIA_TYPE_AUDIO};
    static const enum AVCodecID codecs[] = {[WEBM_PICTURES] = AV_CODEC_ID_VP9, [WEBM_SOUND] = AV_CODEC_ID_OPUS};
    for (unsigned n = 0; n < w->format->nb_streams; n++) {
        AVStream *stream = w->format->streams[n];
        stream->discard = AVDISCARD_ALL;
        for (int kind = 0; kind < WEBM_KINDS; kind++) {
            if (stream->codecpar->codec_type != types[kind] || w->stream[kind])
                continue;
            if (stream->codecpar->codec_id != codecs[kind])
                return MEDIA_FAULT_CODEC;
            stream->discard = AVDISCARD_DEFAULT;
            w->stream[kind] = stream;
        }
    }
    if (!w->stream[WEBM_PICTURES])
        return MEDIA_FAULT_CODEC;
    const AVCodecParameters *p = w->stream[WEBM_PICTURES]->codecpar;
    bool fits =
        p->width > 0 && p->height > 0 && p->width <= MEDIA_SOURCE_WIDTH_MAX && p->height <= MEDIA_SOURCE_HEIGHT_MAX;
    return fits ? MEDIA_NO_FAULT : MEDIA_FAULT_LIMIT;
}

static enum media_fault read_length(struct webm *w)
{
    int64_t length = w->format->duration;
    if (length == AV_NOPTS_VALUE || length <= 0)
        return MEDIA_FAULT_FILE; /* a recording that was never finished */
    if (length / 1000 > MEDIA_LENGTH_MAX_MS || w->size > MEDIA_BYTES_MAX)
        return MEDIA_FAULT_LIMIT;
    w->length_ms = (int)(length / 1000);
    return MEDIA_NO_FAULT;
}

enum media_fault webm_open(struct webm *w, int fd)
{
    *w = (struct webm){.fd = fd};
    const AVInputFormat *matroska = av_find_input_format("matroska");
    if (!matroska || !io_open(w))
        return MEDIA_FAULT_FILE;
    if (avformat_open_input(&w->format, "", matroska, NULL) < 0)
        return MEDIA_FAULT_FILE; /* which frees the format */
    enum media_fault fault = choose_streams(w);
    return fault ? fault : read_length(w);
}

static void queue_clear(struct webm_queue *q)
{
    for (; q->count; q->count--, q->first = (q->first + 1) % WEBM_PACKETS_MAX)
        av_packet_free(&q->packet[q->first]);
}

void webm_close(struct webm *w)
{
    for (int kind = 0; kind < WEBM_KINDS; kind++)
        queue_clear(&w->queue[kind]);
    avformat_close_input(&w->format);
    if (w->io)
        av_freep(&w->io->buffer);
    avio_context_free(&w->io);
}

/* --- packets ------------------------------------------------------------------------------------------------------ */

enum media_fault webm_seek(struct webm *w, int from_ms)
{
    AVStream *pictures = w->stream[WEBM_PICTURES];
    int64_t to = av_rescale_q(from_ms, (AVRational){1, 1000}, pictures->time_base);
    if (!w->begun && from_ms == 0)
        return MEDIA_NO_FAULT; /* it is there, also in a file without an index of places */
    for (int kind = 0; kind < WEBM_KINDS; kind++)
        queue_clear(&w->queue[kind]);
    w->ended = false;
    bool found = av_seek_frame(w->format, pictures->index, to, AVSEEK_FLAG_BACKWARD) >= 0 ||
                 av_seek_frame(w->format, pictures->index, 0, AVSEEK_FLAG_BACKWARD) >= 0;
    return found ? MEDIA_NO_FAULT : MEDIA_FAULT_FILE;
}

enum media_fault webm_read(struct webm *w)
{
    w->begun = true;
    AVPacket *packet = av_packet_alloc();
    int failed = packet ? av_read_frame(w->format, packet) : AVERROR(ENOMEM);
    if (failed) {
        av_packet_free(&packet);
        w->ended = true;
        return failed == AVERROR_EOF ? MEDIA_NO_FAULT : MEDIA_FAULT_FILE;
    }
    for (int kind = 0; kind < WEBM_KINDS; kind++) {
        struct webm_queue *q = &w->queue[kind];
        if (!w->stream[kind] || packet->stream_index != w->stream[kind]->index)
            continue;
        if (q->count == WEBM_PACKETS_MAX)
            break;
        q->packet[(q->first + q->count++) % WEBM_PACKETS_MAX] = packet;
        return MEDIA_NO_FAULT;
    }
    bool ours = packet->stream_index == w->stream[WEBM_PICTURES]->index ||
                (w->stream[WEBM_SOUND] && packet->stream_index == w->stream[WEBM_SOUND]->index);
    av_packet_free(&packet);
    return ours ? MEDIA_FAULT_LIMIT : MEDIA_NO_FAULT;
}

AVPacket *webm_take(struct webm *w, enum webm_kind kind)
{
    struct webm_queue *q = &w->queue[kind];
    if (!q->count)
        return NULL;
    AVPacket *packet = q->packet[q->first];
    q->first = (q->first + 1) % WEBM_PACKETS_MAX;
    q->count--;
    return packet;
}
