#include "decode.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <libavcodec/avcodec.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>

#define SOUND_PIECE_MAX (MEDIA_RATE_HZ * 120 / 1000) /* the longest packet of Opus there is (RFC 6716): 120 ms */
#define SOUND_SLACK     (MEDIA_RATE_HZ * 40 / 1000)  /* less than this out of step is the file's rounding */
#define PICTURE_GAP_MS  (1000 / MEDIA_RATE_MAX)
#define LENGTH_SLACK_MS 2000 /* a file that ends earlier than it says by more than this was cut off */

struct decoder {
    struct webm *file;
    struct media_share *share;
    struct media_order order;
    AVCodecContext *codec[WEBM_KINDS];
    bool drained[WEBM_KINDS]; /* the decoder has been told that nothing follows */
    bool done[WEBM_KINDS];
    AVFrame *frame;
    /* pictures */
    AVFrame *ready, *held; /* to hand over next; the last at or before the order's beginning */
    bool has_ready, has_held;
    int64_t picture_ms, last_ms; /* of `ready`; of the last handed over, -1: none yet */
    struct SwsContext *scaler;
    uint32_t pictures_made;
    /* sound */
    struct SwrContext *resampler;
    int64_t silence; /* moments still to be filled in */
    int64_t sounded; /* moments since the order's beginning */
    uint32_t sound_made;
    int16_t piece[(SOUND_PIECE_MAX + 64) * MEDIA_CHANNELS];
    int piece_at, piece_count; /* what of it has not been handed over */
};

static AVCodecContext *codec_open(const char *name, const AVStream *stream)
{
    const AVCodec *codec = avcodec_find_decoder_by_name(name);
    AVCodecContext *c = codec ? avcodec_alloc_context3(codec) : NULL;
    bool good = c && avcodec_parameters_to_context(c, stream->codecpar) >= 0;
    if (good) {
        c->thread_count = 1; /* the sandbox starts no threads */
        c->max_pixels = (int64_t)MEDIA_SOURCE_WIDTH_MAX * MEDIA_SOURCE_HEIGHT_MAX;
        c->pkt_timebase = stream->time_base;
        good = avcodec_open2(c, codec, NULL) >= 0;
    }
    if (!good)
        avcodec_free_context(&c);
    return c;
}

struct decoder *decoder_open(struct webm *file, struct media_share *share, enum media_fault *fault_out)
{
    struct decoder *d = calloc(1, sizeof *d);
    *fault_out = MEDIA_FAULT_CODEC;
    if (!d)
        return NULL;
    d->file = file;
    d->share = share;
    d->frame = av_frame_alloc();
    d->ready = av_frame_alloc();
    d->held = av_frame_alloc();
    d->codec[WEBM_PICTURES] = codec_open("vp9", file->stream[WEBM_PICTURES]);
    if (file->stream[WEBM_SOUND])
        d->codec[WEBM_SOUND] = codec_open("opus", file->stream[WEBM_SOUND]);
    bool good = d->frame && d->ready && d->held && d->codec[WEBM_PICTURES] &&
                (!file->stream[WEBM_SOUND] || d->codec[WEBM_SOUND]);
    if (good)
        *fault_out = MEDIA_NO_FAULT;
    return good ? d : NULL; /* what there is of it goes with the process */
}

enum media_fault decoder_order(struct decoder *d, const struct media_order *order)
{
    d->order = *order;
    if (d->order.width < 2 || d->order.width > MEDIA_WIDTH_MAX)
        d->order.width = MEDIA_WIDTH_MAX;
    if (d->order.height < 2 || d->order.height > MEDIA_HEIGHT_MAX)
        d->order.height = MEDIA_HEIGHT_MAX;
    for (int kind = 0; kind < WEBM_KINDS; kind++) {
        if (d->codec[kind])
            avcodec_flush_buffers(d->codec[kind]);
        d->drained[kind] = false;
        d->done[kind] = !d->codec[kind];
    }
    swr_free(&d->resampler);
    d->has_ready = d->has_held = false;
    d->last_ms = -1;
    d->silence = d->sounded = 0;
    d->piece_at = d->piece_count = 0;
    atomic_store(&d->share->sound_first, d->sound_made);
    return webm_seek(d->file, (int)order->from_ms);
}

/* The next frame of a kind in d->frame. `hungry`: packets must be read first. */
enum fed { FED_FRAME, FED_WORKED, FED_HUNGRY, FED_DONE, FED_DAMAGED };

static enum fed feed(struct decoder *d, enum webm_kind kind)
{
    int got = avcodec_receive_frame(d->codec[kind], d->frame);
    if (got == 0)
        return FED_FRAME;
    if (got == AVERROR_EOF)
        return FED_DONE;
    if (got != AVERROR(EAGAIN))
        return FED_DAMAGED;
    AVPacket *packet = webm_take(d->file, kind);
    if (!packet && !d->file->ended)
        return FED_HUNGRY;
    if (!packet && d->drained[kind])
        return FED_DONE;
    d->drained[kind] = !packet;
    int sent = avcodec_send_packet(d->codec[kind], packet);
    av_packet_free(&packet);
    return sent < 0 ? FED_DAMAGED : FED_WORKED;
}

static int64_t frame_time(const struct decoder *d, enum webm_kind kind, const AVFrame *frame, int units_a_second)
{
    int64_t at = frame->best_effort_timestamp;
    AVRational base = d->file->stream[kind]->time_base;
    return at == AV_NOPTS_VALUE ? 0 : av_rescale_q(at, base, (AVRational){1, units_a_second});
}

/* --- pictures ----------------------------------------------------------------------------------------------------- */

/* As large as it goes in the order's width and height, in its own shape. */
static void fit(const struct decoder *d, const AVFrame *frame, int *width_out, int *height_out)
{
    int64_t w = d->order.width, h = d->order.height, from_w = frame->width, from_h = frame->height;
    if (frame->sample_aspect_ratio.num > 0 && frame->sample_aspect_ratio.den > 0)
        from_w = av_rescale(from_w, frame->sample_aspect_ratio.num, frame->sample_aspect_ratio.den);
    from_w = from_w < 1 ? 1 : from_w;
    if (w * from_h > h * from_w)
        w = h * from_w / from_h;
    else
        h = w * from_h / from_w;
    *width_out = w < 2 ? 2 : (int)w;
    *height_out = h < 2 ? 2 : (int)h;
}

static bool scaler_ready(struct decoder *d, const AVFrame *frame, int width, int height)
{
    d->scaler = sws_getCachedContext(d->scaler, frame->width, frame->height, (enum AVPixelFormat)frame->format, width,
                                     height, AV_PIX_FMT_BGRA, SWS_BILINEAR, NULL, NULL, NULL);
    if (!d->scaler)
        return false;
    int matrix = frame->colorspace == AVCOL_SPC_BT709 ? SWS_CS_ITU709 : SWS_CS_DEFAULT;
    sws_setColorspaceDetails(d->scaler, sws_getCoefficients(matrix), frame->color_range == AVCOL_RANGE_JPEG,
                             sws_getCoefficients(SWS_CS_DEFAULT), 1, 0, 1 << 16, 1 << 16);
    return true;
}

static bool hand_over(struct decoder *d, const AVFrame *frame, int64_t at_ms)
{
    uint32_t place = d->pictures_made % MEDIA_PICTURES;
    uint8_t *rows[4] = {(uint8_t *)d->share->pixels[place]};
    const int pitches[4] = {MEDIA_PITCH_PX * 4};
    int width, height;
    fit(d, frame, &width, &height);
    assert(width <= MEDIA_WIDTH_MAX && height <= MEDIA_HEIGHT_MAX);
    if (!scaler_ready(d, frame, width, height) || sws_scale(d->scaler, (const uint8_t *const *)frame->data,
                                                            frame->linesize, 0, frame->height, rows, pitches) <= 0)
        return false;
    d->share->picture[place] = (struct media_picture){
        .order = d->order.number, .at_ms = (uint32_t)at_ms, .width = (uint32_t)width, .height = (uint32_t)height};
    atomic_store(&d->share->pictures_made, ++d->pictures_made);
    d->last_ms = at_ms;
    return true;
}

/* A frame has come: of those before the order's beginning only the last is shown, from there on. */
static void picture_take(struct decoder *d)
{
    int64_t at_ms = frame_time(d, WEBM_PICTURES, d->frame, 1000);
    if (at_ms <= d->order.from_ms) {
        av_frame_unref(d->held);
        av_frame_move_ref(d->held, d->frame);
        d->has_held = true;
    } else if (d->last_ms >= 0 && at_ms < d->last_ms + PICTURE_GAP_MS) {
        av_frame_unref(d->frame);
    } else {
        av_frame_unref(d->ready);
        av_frame_move_ref(d->ready, d->frame);
        d->picture_ms = at_ms;
        d->has_ready = true;
    }
}

static enum fed picture_step(struct decoder *d)
{
    bool comes_next = d->has_ready || d->done[WEBM_PICTURES];
    if (d->has_held && comes_next) {
        d->has_held = false;
        return hand_over(d, d->held, d->order.from_ms) ? FED_WORKED : FED_DAMAGED;
    }
    if (d->has_ready) {
        d->has_ready = false;
        return hand_over(d, d->ready, d->picture_ms) ? FED_WORKED : FED_DAMAGED;
    }
    enum fed fed = feed(d, WEBM_PICTURES);
    if (fed == FED_FRAME)
        picture_take(d);
    if (fed == FED_DONE) {
        d->done[WEBM_PICTURES] = true;
        return d->has_held ? FED_WORKED : FED_DONE;
    }
    return fed == FED_FRAME ? FED_WORKED : fed;
}

/* --- sound -------------------------------------------------------------------------------------------------------- */

static void sound_put(struct decoder *d, const int16_t *moments, int count)
{
    assert(count >= 0 && count <= (int)MEDIA_SOUND_MOMENTS);
    for (int n = 0; n < count; n++) {
        int16_t *to = &d->share->sound[((d->sound_made + (uint32_t)n) % MEDIA_SOUND_MOMENTS) * MEDIA_CHANNELS];
        for (int c = 0; c < MEDIA_CHANNELS; c++)
            to[c] = moments ? moments[n * MEDIA_CHANNELS + c] : 0;
    }
    d->sound_made += (uint32_t)count;
    d->sounded += count;
    atomic_store(&d->share->sound_made, d->sound_made);
}

static bool resampler_ready(struct decoder *d)
{
    if (d->resampler)
        return true;
    AVChannelLayout stereo = AV_CHANNEL_LAYOUT_STEREO;
    return swr_alloc_set_opts2(&d->resampler, &stereo, AV_SAMPLE_FMT_S16, MEDIA_RATE_HZ, &d->frame->ch_layout,
                               (enum AVSampleFormat)d->frame->format, d->frame->sample_rate, 0, NULL) >= 0 &&
           swr_init(d->resampler) >= 0;
}

/* Into `piece`, in step with the clock: what is missing becomes silence, what came before the beginning is left out. */
static bool sound_take(struct decoder *d)
{
    uint8_t *out = (uint8_t *)d->piece;
    const uint8_t *in[AV_NUM_DATA_POINTERS];
    if (d->frame->nb_samples > SOUND_PIECE_MAX || d->frame->ch_layout.nb_channels > AV_NUM_DATA_POINTERS ||
        !resampler_ready(d))
        return false;
    for (int n = 0; n < AV_NUM_DATA_POINTERS; n++)
        in[n] = d->frame->data[n];
    d->piece_count = swr_convert(d->resampler, &out, (int)(sizeof d->piece / sizeof *d->piece / MEDIA_CHANNELS), in,
                                 d->frame->nb_samples);
    d->piece_at = 0;
    if (d->piece_count < 0)
        return false;
    int64_t from = (int64_t)d->order.from_ms * MEDIA_RATE_HZ / 1000;
    int64_t ahead = frame_time(d, WEBM_SOUND, d->frame, MEDIA_RATE_HZ) - from - d->sounded;
    int64_t slack = d->sounded ? SOUND_SLACK : 0;
    if (ahead > slack && ahead <= (int64_t)MEDIA_LENGTH_MAX_MS * MEDIA_RATE_HZ / 1000)
        d->silence = ahead;
    else if (ahead < -slack)
        d->piece_at = -ahead < d->piece_count ? (int)-ahead : d->piece_count;
    return true;
}

static enum fed sound_step(struct decoder *d, uint32_t room)
{
    if (d->silence) {
        int count = d->silence < (int64_t)room ? (int)d->silence : (int)room;
        sound_put(d, NULL, count);
        d->silence -= count;
        return FED_WORKED;
    }
    if (d->piece_at < d->piece_count) {
        sound_put(d, d->piece + d->piece_at * MEDIA_CHANNELS, d->piece_count - d->piece_at);
        d->piece_at = d->piece_count;
        return FED_WORKED;
    }
    enum fed fed = feed(d, WEBM_SOUND);
    if (fed == FED_FRAME)
        return sound_take(d) ? FED_WORKED : FED_DAMAGED;
    d->done[WEBM_SOUND] = fed == FED_DONE;
    return fed;
}

/* --- both --------------------------------------------------------------------------------------------------------- */

static enum decoder_step failed(enum media_fault fault, enum media_fault *fault_out)
{
    *fault_out = fault;
    return DECODER_FAILED;
}

static enum decoder_step all_made(const struct decoder *d, enum media_fault *fault_out)
{
    int64_t end_ms = d->order.from_ms + d->sounded * 1000 / MEDIA_RATE_HZ;
    end_ms = d->last_ms > end_ms ? d->last_ms : end_ms;
    bool cut_off = end_ms + LENGTH_SLACK_MS < d->file->length_ms;
    return cut_off ? failed(MEDIA_FAULT_FILE, fault_out) : DECODER_DONE;
}

enum decoder_step decoder_step(struct decoder *d, enum media_fault *fault_out)
{
    uint32_t pictures = d->pictures_made - atomic_load(&d->share->pictures_used);
    uint32_t moments = d->sound_made - atomic_load(&d->share->sound_used);
    uint32_t room = moments < MEDIA_SOUND_MOMENTS ? MEDIA_SOUND_MOMENTS - moments : 0;
    enum fed fed[WEBM_KINDS] = {FED_DONE, FED_DONE};
    bool full = false;
    for (int kind = 0; kind < WEBM_KINDS; kind++) {
        bool has_room = kind == WEBM_PICTURES ? pictures < MEDIA_PICTURES : room > SOUND_PIECE_MAX;
        bool nothing = d->done[kind] && !(kind == WEBM_PICTURES && d->has_held);
        if (nothing)
            continue;
        full = full || !has_room;
        if (has_room)
            fed[kind] = kind == WEBM_PICTURES ? picture_step(d) : sound_step(d, room);
        if (fed[kind] == FED_DAMAGED)
            return failed(MEDIA_FAULT_DECODER, fault_out);
    }
    if (fed[WEBM_PICTURES] == FED_WORKED || fed[WEBM_SOUND] == FED_WORKED)
        return DECODER_WORKED;
    if (fed[WEBM_PICTURES] == FED_HUNGRY || fed[WEBM_SOUND] == FED_HUNGRY) {
        enum media_fault fault = webm_read(d->file);
        return fault ? failed(fault, fault_out) : DECODER_WORKED;
    }
    return full ? DECODER_FULL : all_made(d, fault_out);
}
