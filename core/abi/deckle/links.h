/* Extension deckle.links/1: the addresses of other documents and resources in the output being written.
 *
 * The id is reserved. This revision's host answers it with null: an exporter then writes addresses as they stand.
 * Its struct will be declared here together with the host's knowledge of all outputs of a job. */
#ifndef DECKLE_LINKS_H
#define DECKLE_LINKS_H
#define DK_EXT_LINKS "deckle.links/1"
#endif
