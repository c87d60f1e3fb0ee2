//! redact: hides words, so that a document can be given away. Every letter of a hidden word becomes a mark; words in
//! addresses and other attributes cannot be hidden without breaking what they are for, and are warned of.
//!
//! All that is unsafe is the border: `create`, `run` and `destroy` at the end turn it into Rust, and nothing that
//! panics gets across.

mod abi;
#[cfg(test)]
mod layout_test;

use abi::*;
use std::collections::BTreeSet; // a HashSet would ask the system for chance, which a worker may not
use std::os::raw::c_void;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::ptr::null;

/// Made for a job, and used for all its documents.
struct Redact<'a> {
    words: BTreeSet<&'a str>,
    mark: &'a str,
}

impl Redact<'_> {
    /// The text with marks instead of hidden words; nothing if there are none in it.
    fn hide(&self, text: &str) -> Option<String> {
        let mut made: Option<String> = None;
        let mut done = 0; // bytes of the text that are in `made` already
        for (begin, word) in words_in(text) {
            if self.words.contains(word) {
                let made = made.get_or_insert_with(String::new);
                made.push_str(&text[done..begin]);
                word.chars().for_each(|_| made.push_str(self.mark));
                done = begin + word.len();
            }
        }
        made.map(|made| made + &text[done..])
    }

    fn shows_in(&self, attribute: &str) -> bool {
        words_in(attribute).any(|(_, word)| self.words.contains(word))
    }

    fn run(&self, call: &Call, document: &Doc, edits: &Edits) -> Status {
        for (index, node) in (0..).zip(document.nodes()) {
            if unsafe { call.cancel.read_volatile() } != 0 {
                return E_CANCELLED;
            }
            if let Some(text) = self.hide(document.text(node)) {
                let status = unsafe { (edits.set_text)(edits.ctx, index, Str::new(&text)) };
                if status != OK {
                    return status;
                }
            }
            if document.strings(node).any(|attribute| self.shows_in(attribute)) {
                report(call, WARNING, "redact.attribute", "a word that is to be hidden stands in an attribute here", index);
            }
        }
        OK
    }
}

/// Runs of letters and digits, with where they begin.
fn words_in(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let begin = text.as_ptr() as usize;
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(move |word| (word.as_ptr() as usize - begin, word))
}

/// `node`: what it is about, or `NONE`.
fn report(call: &Call, severity: u32, code: &str, message: &str, node: u32) {
    let diagnostic = Diagnostic {
        size: size_of::<Diagnostic>(),
        severity,
        code: Str::new(code),
        message: Str::new(message),
        hint: Str::EMPTY,
        r#where: null(),
        node,
        related_count: 0,
        fix_count: 0,
        reserved: 0,
        related: null(),
        fixes: null(),
        option: null(),
    };
    unsafe { (call.report)(call.ctx, &diagnostic) }
}

/// The values lie in memory of the host as long as the instance lives.
fn instance_of<'a>(call: &Call, words: &[&'a Value], mark: &'a str) -> Option<Redact<'a>> {
    let words: BTreeSet<&str> = words.iter().map(|word| unsafe { word.u.s.text() }).collect();
    for word in &words {
        if word.is_empty() || !word.chars().all(char::is_alphanumeric) {
            report(call, ERROR, "redact.word", &format!("\"{word}\" is no word: it has to be letters and digits"), NONE);
            return None;
        }
    }
    Some(Redact { words, mark })
}

// ---- The border ----

fn guarded(work: impl FnOnce() -> Status) -> Status {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(E_INTERNAL)
}

unsafe extern "C" fn create(_: *const c_void, call: &Call, options: *const *const Value, out: *mut *mut Instance) -> Status {
    guarded(|| {
        let (words, mark) = (&**options, &**options.add(1));
        let items: &[&Value] = match words.count {
            0 => &[], // the pointer may be null
            count => std::slice::from_raw_parts(words.u.items as *const &Value, count as usize),
        };
        match instance_of(call, items, mark.u.s.text()) {
            None => E_CONFIG,
            Some(made) => {
                *out = Box::into_raw(Box::new(made)) as *mut Instance;
                OK
            }
        }
    })
}

unsafe extern "C" fn run(instance: *mut Instance, call: &Call, document: &Doc, edits: &Edits) -> Status {
    guarded(|| (*(instance as *const Redact)).run(call, document, edits))
}

unsafe extern "C" fn destroy(instance: *mut Instance) {
    drop(Box::from_raw(instance as *mut Redact));
}

// ---- What it offers: constant data, which the host reads without calling anything ----

const OPTION: OptionInfo = OptionInfo {
    size: size_of::<OptionInfo>(),
    r#type: OPTION_STRING,
    flags: 0,
    elem_type: 0,
    name: Str::EMPTY,
    doc: Str::EMPTY,
    default_yaml: Str::EMPTY,
    unit: Str::EMPTY,
    since: Str::EMPTY,
    replaced_by: Str::EMPTY,
    min: 1.0, // no range
    max: 0.0,
    min_i: 1,
    max_i: 0,
    choices: null(),
    choice_count: 0,
    reserved: 0,
};
static WORDS: OptionInfo = OptionInfo {
    r#type: OPTION_LIST,
    elem_type: OPTION_STRING,
    name: Str::new("words"),
    doc: Str::new("The words to hide, of letters and digits; upper and lower case are different."),
    default_yaml: Str::new("[]"),
    ..OPTION
};
static MARK: OptionInfo = OptionInfo {
    name: Str::new("mark"),
    doc: Str::new("What stands for each of their letters."),
    default_yaml: Str::new("\"█\""),
    ..OPTION
};
static OPTIONS: [&OptionInfo; 2] = [&WORDS, &MARK];

static ATTRIBUTE: Code = Code {
    size: size_of::<Code>(),
    default_severity: WARNING,
    code: Str::new("redact.attribute"),
    doc: Str::new("A word that is to be hidden stands in an address or another attribute, and stays there."),
};
static WORD: Code = Code {
    size: size_of::<Code>(),
    default_severity: ERROR,
    code: Str::new("redact.word"),
    doc: Str::new("What is to be hidden is no word: it has to be letters and digits."),
};
static CODES: [&Code; 2] = [&ATTRIBUTE, &WORD];

static INFO: Info = Info {
    size: size_of::<Info>(),
    caps: CAP_DETERMINISTIC,
    name: Str::new("redact"),
    title: Str::new("Redact"),
    doc: Str::new("Hides words, so that a document can be given away."),
    media_types: null(),
    suffixes: null(),
    kinds: null(),
    magic: null(),
    aliases: null(),
    options: OPTIONS.as_ptr(),
    codes: CODES.as_ptr(),
    media_type_count: 0,
    suffix_count: 0,
    kind_count: 0,
    magic_count: 0,
    alias_count: 0,
    option_count: 2,
    code_count: 2,
    reserved: 0,
};
static LIFE: Life = Life { size: size_of::<Life>(), flags: 0, create, begin: None, end: None, destroy, extension: None };
static TRANSFORM: Transform = Transform { size: size_of::<Transform>(), flags: 0, run };
static COMPONENT: Component = Component {
    size: size_of::<Component>(),
    role: ROLE_TRANSFORM,
    info: &INFO,
    life: &LIFE,
    table: &TRANSFORM as *const Transform as *const c_void,
};
static COMPONENTS: [&Component; 1] = [&COMPONENT];

#[no_mangle]
#[allow(non_upper_case_globals)]
pub static deckle_plugin_v0: Plugin = Plugin {
    size: size_of::<Plugin>(),
    abi: ABI_REVISION,
    id: Str::new("org.example.redact"),
    version: Str::new("1.0.0"),
    license: Str::new("Apache-2.0"),
    vendor: Str::EMPTY,
    url: Str::EMPTY,
    components: COMPONENTS.as_ptr(),
    component_count: 1,
    flags: 0,
    init: None,
    fini: None,
};
