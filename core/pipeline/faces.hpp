// A document's input and outputs as plugins see them: dk_source and dk_sink over what the broker gives.
#pragma once
#include <deckle/io.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "host/call_context.hpp"
#include "pipeline/broker.hpp"

namespace deckle {

// Must stay where it is while it is used.
class SourceFace {
 public:
  SourceFace(InputFile input, std::uint32_t id);
  SourceFace(const SourceFace&) = delete;
  SourceFace& operator=(const SourceFace&) = delete;

  const dk_source* face() const { return &m_face; }
  const InputFile& input() const { return m_input; }

 private:
  InputFile m_input;
  dk_source m_face{};
};

// The sink of one output with its parts. Failures are reported once; everything after the first fails alike.
class SinkFace {
 public:
  SinkFace(Broker& broker, std::size_t output, std::uint64_t max_bytes, DocumentReport& report);
  SinkFace(const SinkFace&) = delete;
  SinkFace& operator=(const SinkFace&) = delete;

  // Stages the main file; false: reported. An exporter that writes nothing makes an empty file.
  bool open();
  dk_sink* face() { return &m_main.face; }
  // False when something went wrong, whatever the exporter said.
  bool is_sound() const { return m_failed == DK_OK; }
  // Bytes, of the main file and its parts.
  std::uint64_t written() const { return m_written; }

 private:
  struct Stream {
    SinkFace* owner = nullptr;
    StagedOutput* output = nullptr;  // null: not staged yet
    bool is_part = false;
    dk_sink face{};
  };
  struct Calls;

  dk_status fail(Diagnostic problem, dk_status status);
  dk_status write(Stream& stream, std::string_view bytes);
  dk_status open_part(std::string_view name, dk_sink** out);

  Broker& m_broker;
  std::size_t m_index;
  std::uint64_t m_max_bytes, m_written = 0;
  DocumentReport& m_report;
  dk_status m_failed = DK_OK;
  Stream m_main;
  std::vector<std::unique_ptr<Stream>> m_parts;
};

// How calls reach further input: asks the broker, keeps the answers alive, and tells the document under construction
// of new sources so that spans may point into them.
class BrokerResolver : public Resolver {
 public:
  using NewSource = std::function<std::uint32_t(const InputFile& input)>;  // gives the source's number

  explicit BrokerResolver(Broker& broker) : m_broker(broker) {}
  // Between documents' stages: how sources get numbers, and the document whose source numbers are asked with.
  void serve(NewSource number, const dk_doc* document);
  // The document's input, which its parts may name too; until the next stage.
  void know(const SourceFace& input);
  Result<const dk_source*> resolve(std::uint32_t from_source, std::string_view uri) override;

 private:
  std::string name_of_source(std::uint32_t id) const;
  const dk_source* add(InputFile file, const std::string& key);

  Broker& m_broker;
  NewSource m_number;
  const dk_doc* m_document = nullptr;
  std::map<std::uint32_t, std::string> m_names;
  std::map<std::string, const SourceFace*> m_open;  // by name or data URL; given again in the same stage
  std::vector<std::unique_ptr<SourceFace>> m_own;   // those of earlier stages too
};

}  // namespace deckle
