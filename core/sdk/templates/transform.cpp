// first-steps: replaces a word wherever it stands in running text.
//
// A transform looks at the document and says what is to change: the host applies its edits in one pass when it returns,
// so a node stays where it is while the transform runs. Without an edit the document stays the very same.
#include <deckle/plugin.hpp>

#include <string>

namespace {

struct Transform {
  static constexpr auto info = deckle::info("first-steps", "First steps", "Replaces a word by another.");
  // What it may tell about a document: `deckle explain first-steps.unused` prints the text.
  static constexpr auto codes =
      deckle::codes(deckle::code("first-steps.unused", "The word is nowhere in the document.", DK_NOTE));
  // The default of an option is the member's own value.
  struct Options {
    std::string_view word = "TODO";
    std::string_view by = "to do";
  };
  static constexpr auto options =
      deckle::options(deckle::option("word", &Options::word, "What is replaced; capital letters count."),
                      deckle::option("by", &Options::by, "What stands there instead."));
  Options opts;

  // An instance changes many documents and keeps nothing of one for the next.
  void transform(const deckle::Document& in, deckle::Edits& edits, deckle::Call& call) {
    bool is_used = false;
    for (deckle::Node node : in.nodes(deckle::Kind::text)) {
      call.stop_if_cancelled();
      const std::string changed = replaced(node.text());
      if (changed == node.text()) continue;
      edits.set_text(node, changed);
      is_used = true;
    }
    if (!is_used) call.note("first-steps.unused", {}, "\"{}\" is nowhere in the document", opts.word);
  }

 private:
  std::string replaced(std::string_view text) const {
    std::string made;
    while (!opts.word.empty()) {
      const std::size_t at = text.find(opts.word);
      if (at == text.npos) break;
      made.append(text.substr(0, at)).append(opts.by);
      text.remove_prefix(at + opts.word.size());
    }
    return made.append(text);
  }
};

}  // namespace

DECKLE_PLUGIN("org.example.first-steps", "1.0.0", deckle::Transform<Transform>);
