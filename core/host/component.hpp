// Readers, transforms and exporters as C++ objects: made for a job with its options, used for many documents.
//
// The work functions return DK_OK, or another status and then the report holds at least one error: what a plugin says
// by status and what it says by diagnostics is compared here, and a contradiction is reported as a fault of the plugin.
#pragma once
#include <deckle/plugin.h>

#include <functional>
#include <memory>

#include "host/call_context.hpp"
#include "host/loaded_plugin.hpp"
#include "host/option_table.hpp"

namespace deckle {

class ComponentInstance {
 public:
  virtual ~ComponentInstance();
  ComponentInstance(const ComponentInstance&) = delete;
  ComponentInstance& operator=(const ComponentInstance&) = delete;

  const LoadedComponent& component() const { return m_component; }

 protected:
  explicit ComponentInstance(const LoadedComponent& component) : m_component(component) {}
  // True if the instance could be made; reports otherwise.
  bool create(const OptionValues& options, const SourceOpener& open, const DocumentContext& around);
  // begin, work, end, and the check of what was said.
  dk_status call(const DocumentContext& around, const dk_doc* document,
                 const std::function<dk_status(dk_instance*, const dk_call*)>& work);

  LoadedComponent m_component;

 private:
  OptionTable m_options;
  dk_instance* m_instance = nullptr;
};

class ReaderInstance : public ComponentInstance {
 public:
  // Null when it could not be made: then the report says why.
  static std::unique_ptr<ReaderInstance> create(const LoadedComponent& component, const OptionValues& options,
                                                const SourceOpener& open, const DocumentContext& around);
  dk_status read(const DocumentContext& around, const dk_source& in, dk_builder& out);

 private:
  using ComponentInstance::ComponentInstance;
};

class TransformInstance : public ComponentInstance {
 public:
  static std::unique_ptr<TransformInstance> create(const LoadedComponent& component, const OptionValues& options,
                                                   const SourceOpener& open, const DocumentContext& around);
  dk_status run(const DocumentContext& around, const dk_doc& in, dk_edits& out);

 private:
  using ComponentInstance::ComponentInstance;
};

class ExporterInstance : public ComponentInstance {
 public:
  static std::unique_ptr<ExporterInstance> create(const LoadedComponent& component, const OptionValues& options,
                                                  const SourceOpener& open, const DocumentContext& around);
  dk_status write(const DocumentContext& around, const dk_doc& in, dk_sink& out);

 private:
  using ComponentInstance::ComponentInstance;
};

// What a reader's probe says of the first bytes, 0..100; 0 when it has none.
std::uint32_t probe_score(const LoadedComponent& reader, std::string_view head, std::string_view uri);

}  // namespace deckle
