#ifndef CHART_VIEW_H
#define CHART_VIEW_H
/*
 * chart_view - a few numbers drawn as a line or as bars; for a chart block and for whoever has numbers to show.
 *
 * It is read without colour: the value stands at each point in figures, both ends of the axis in words. By ear it is what
 * the figures say, in a sentence a point and not more than a few: nothing is heard of lines and axes.
 */
#include "block.h"

struct chart_mark {
    double value;
    const char *figures; /* as it is shown at its point: "7", "70%" */
    const char *label;   /* under it: "At the start", "3 March 2026"; plain */
};

struct chart_plot {
    enum chart_look look;
    double from, to;       /* of the axis; values beyond it stand at its end */
    const char *low, *high; /* words for both ends; "" for none */
};

/* Two marks or more, in order. Returns the height. What is not drawn for want of room, the first ones, is not said either. */
int chart_draw(struct block_view *v, const struct chart_plot *plot, const struct chart_mark *marks, int count,
               struct rect area);

#endif
