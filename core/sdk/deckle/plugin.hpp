// Everything a plugin author includes. A component is a class:
//
//   struct ShiftHeadings {
//     static constexpr auto info = deckle::info("shift-headings", "Shift headings", "Adds levels to every heading.");
//     struct Options { int by = 1; };
//     static constexpr auto options = deckle::options(deckle::option("by", &Options::by, "Levels to add.").range(-5,
//     5)); Options opts; void transform(const deckle::Document& in, deckle::Edits& edits, deckle::Call& call);
//   };
//   DECKLE_PLUGIN("org.example.shift-headings", "1.0.0", deckle::Transform<ShiftHeadings>);
//
// Readers have `void read(deckle::Input&, deckle::Builder&, deckle::Call&)` and, if they like,
// `static std::uint32_t probe(std::string_view head, std::string_view uri)`; exporters have
// `void write(const deckle::Document&, deckle::Output&, deckle::Call&)`. Options and codes may be left out, and so may
// `void prepare(deckle::Call&)`, which may refuse options that cannot be worked with. An instance serves many documents
// and keeps nothing of one for the next. What is thrown ends the call, never the host.
#pragma once
#include <deckle/plugin.h>
#include <deckle/builder.hpp>
#include <deckle/call.hpp>
#include <deckle/document.hpp>
#include <deckle/edits.hpp>
#include <deckle/info.hpp>
#include <deckle/input.hpp>
#include <deckle/options.hpp>
#include <deckle/output.hpp>

#include <new>

namespace deckle {
namespace detail {

// Runs the author's code; what it throws becomes a status and a diagnostic.
template <class Function>
dk_status guarded(const dk_call* call, Function function) noexcept {
  try {
    function();
    return DK_OK;
  } catch (const Failure& failure) {
    return failure.status;
  } catch (const std::bad_alloc&) {
    return DK_E_NOMEM;
  } catch (const std::exception& exception) {
    Call(*call).report(DK_ERROR, exception_code.name, {}, exception.what());
  } catch (...) {
    Call(*call).report(DK_ERROR, exception_code.name, {}, "an exception that says nothing");
  }
  return DK_E_INTERNAL;
}

template <class C>
C& component_of(dk_instance* instance) {
  return *reinterpret_cast<C*>(instance);
}

template <class C>
constexpr dk_info make_info() {
  if constexpr (requires { C::options; }) return InfoTable<C>::make(OptionTable<C>::list.data(), OptionTable<C>::count);
  else return InfoTable<C>::make(nullptr, 0);
}

template <class C>
struct Life {
  static dk_status create(const dk_host*, const dk_call* call, const dk_value* const* values,
                          dk_instance** out) noexcept {
    return guarded(call, [&] {
      auto component = std::make_unique<C>();
      if constexpr (requires { C::options; }) OptionTable<C>::assign(component->opts, values);
      if constexpr (requires(Call & c) { component->prepare(c); }) {
        Call sdk_call(*call, values, info.option_count);
        component->prepare(sdk_call);
      }
      *out = reinterpret_cast<dk_instance*>(component.release());
    });
  }
  static void destroy(dk_instance* instance) noexcept { delete reinterpret_cast<C*>(instance); }
  static constexpr dk_life table = {sizeof(dk_life), 0, create, nullptr, nullptr, destroy, nullptr};
  static constexpr dk_info info = make_info<C>();
};

}  // namespace detail

template <class C>
struct Reader {
  static std::uint32_t probe(const std::uint8_t* head, std::uint64_t length, dk_str uri) noexcept {
    if constexpr (requires { C::probe(std::string_view(), std::string_view()); }) {
      try {
        return C::probe({reinterpret_cast<const char*>(head), static_cast<std::size_t>(length)}, view(uri));
      } catch (...) {
        return 0;
      }
    }
    return 0;
  }
  static dk_status read(dk_instance* instance, const dk_call* call, const dk_source* in, dk_builder* out) noexcept {
    return detail::guarded(call, [&] {
      Call sdk_call(*call);
      Input input(*in, sdk_call);
      Builder builder(*out, true);
      detail::component_of<C>(instance).read(input, builder, sdk_call);
      builder.finish();
    });
  }
  static constexpr bool has_probe = requires { C::probe(std::string_view(), std::string_view()); };
  static constexpr dk_reader table = {sizeof(dk_reader), 0, has_probe ? probe : nullptr, read};
  static constexpr dk_component component = {sizeof(dk_component), DK_ROLE_READER, &detail::Life<C>::info,
                                             &detail::Life<C>::table, &table};
};

template <class C>
struct Transform {
  static dk_status run(dk_instance* instance, const dk_call* call, const dk_doc* in, dk_edits* out) noexcept {
    return detail::guarded(call, [&] {
      Call sdk_call(*call);
      Edits edits(*out);
      detail::component_of<C>(instance).transform(Document(*in), edits, sdk_call);
    });
  }
  static constexpr dk_transform table = {sizeof(dk_transform), 0, run};
  static constexpr dk_component component = {sizeof(dk_component), DK_ROLE_TRANSFORM, &detail::Life<C>::info,
                                             &detail::Life<C>::table, &table};
};

template <class C>
struct Exporter {
  static dk_status write(dk_instance* instance, const dk_call* call, const dk_doc* in, dk_sink* out) noexcept {
    return detail::guarded(call, [&] {
      Call sdk_call(*call);
      Output output(*out);
      detail::component_of<C>(instance).write(Document(*in), output, sdk_call);
      output.flush();
    });
  }
  static constexpr dk_exporter table = {sizeof(dk_exporter), 0, write};
  static constexpr dk_component component = {sizeof(dk_component), DK_ROLE_EXPORTER, &detail::Life<C>::info,
                                             &detail::Life<C>::table, &table};
};

template <class... Parts>
struct Components {
  static constexpr const dk_component* list[] = {&Parts::component...};
  static constexpr dk_plugin plugin(std::string_view id, std::string_view version, std::string_view license) {
    return {sizeof(dk_plugin), DK_ABI_REVISION, str(id), str(version), str(license), {}, {}, list, sizeof...(Parts), 0,
            nullptr,           nullptr};
  }
};

}  // namespace deckle

// Once in every plugin: its id, its version, and its components, as deckle::Reader<R>, deckle::Exporter<E>, ...
#define DECKLE_PLUGIN(id, version, ...) \
  constinit const dk_plugin deckle_plugin_v0 = deckle::Components<__VA_ARGS__>::plugin(id, version, "")
