/* All that crosses the border, as symbols of one library with debug information: what libabigail compares. */
#include <deckle/embed.h>
#include <deckle/links.h>
#include <deckle/plugin.h>
#include <deckle/text.h>
#include <deckle/yaml.h>

/* What a plugin gives, and what the tables lead to from there. */
const dk_plugin deckle_plugin_v0 = {.size = sizeof(dk_plugin), .abi = DK_ABI_REVISION};
const dk_info *info;
const dk_reader *reader;
const dk_transform *transform;
const dk_exporter *exporter;

/* Extensions, and the records of a document. */
const dk_text *text;
const dk_yaml_reader *yaml;
const dk_links *links;
const dk_doc_header *doc_header;
const dk_section *section;
const dk_node *node;
const dk_attr *attr;
const dk_name *name;
const dk_source_record *source_record;
const dk_resource_record *resource_record;

/* libdeckle. */
__typeof__(deckle_open) *embed_open;
__typeof__(deckle_close) *embed_close;
__typeof__(deckle_convert) *embed_convert;
__typeof__(deckle_output) *embed_output;
__typeof__(deckle_part_count) *embed_part_count;
__typeof__(deckle_part_name) *embed_part_name;
__typeof__(deckle_part_bytes) *embed_part_bytes;
__typeof__(deckle_document) *embed_document;
__typeof__(deckle_free) *embed_free;
__typeof__(deckle_version) *embed_version;
