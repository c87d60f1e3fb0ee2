//! The border to Deckle as far as this plugin needs it: the structs of `<deckle/plugin.h>`, written by hand, field by
//! field in the same order. The comments of those headers hold here; `layout_test` checks that every field lies where
//! `<deckle/offsets.h>` says.
//!
//! A function is an `Option` where the header says that it may be null, and a plain pointer where it is never called.

use std::os::raw::{c_char, c_void};

pub const ABI_REVISION: u32 = 1;
pub const NONE: u32 = 0xFFFF_FFFF;

pub type Status = i32;
pub const OK: Status = 0;
pub const E_CANCELLED: Status = -1;
pub const E_CONFIG: Status = -3;
pub const E_INTERNAL: Status = -9;

pub const WARNING: u32 = 1;
pub const ERROR: u32 = 2;
pub const ATTRIBUTE_STRING: u32 = 1;
pub const OPTION_STRING: u32 = 4;
pub const OPTION_LIST: u32 = 9;
pub const CAP_DETERMINISTIC: u32 = 1;
pub const ROLE_TRANSFORM: u32 = 2;

/// Made by `create`, given back to `destroy`: what it is, is the plugin's business alone.
pub enum Instance {}

/// Declares structs as C lays them out, and what the test of their layout needs to know.
macro_rules! c_structs {
    ($($(#[$about:meta])* struct $name:ident as $c_name:ident { $($field:ident: $type:ty,)* })*) => {
        $(
            $(#[$about])*
            #[repr(C)]
            #[derive(Clone, Copy)]
            pub struct $name {
                $(pub $field: $type,)*
            }
            // What they point to is constant, or belongs to one call.
            unsafe impl Sync for $name {}
        )*
        /// For each struct its name in C, its size, and where its fields lie.
        #[cfg(test)]
        pub fn layouts() -> Vec<(&'static str, usize, Vec<(&'static str, usize)>)> {
            vec![$({
                let made = std::mem::MaybeUninit::<$name>::uninit();
                let base = made.as_ptr();
                let fields = vec![$((stringify!($field).trim_start_matches("r#"),
                                     unsafe { std::ptr::addr_of!((*base).$field) } as usize - base as usize),)*];
                (stringify!($c_name), std::mem::size_of::<$name>(), fields)
            },)*]
        }
    };
}

/// One value of an option, by its type.
#[repr(C)]
#[derive(Clone, Copy)]
pub union OptionContent {
    pub i: i64,
    pub s: Str,
    pub items: *const *const Value,
}

c_structs! {
    struct Str as dk_str { ptr: *const c_char, len: u64, }
    struct Span as dk_span { source: u32, begin: u32, end: u32, }

    struct Diagnostic as dk_diag {
        size: u32, severity: u32,
        code: Str, message: Str, hint: Str,
        r#where: *const Span,
        node: u32, related_count: u32, fix_count: u32, reserved: u32,
        related: *const c_void, fixes: *const c_void, option: *const c_void,
    }
    struct Code as dk_code { size: u32, default_severity: u32, code: Str, doc: Str, }

    struct Node as dk_node {
        kind: u16, flags: u16, parent: u32, subtree: u32,
        text_off: u32, text_len: u32, attr_begin: u32, attr_count: u32, span: u32,
    }
    struct Attribute as dk_attr { key: u32, r#type: u32, low: u32, high: u32, }
    struct View as dk_view { at: *const u8, count: u64, stride: u32, reserved: u32, }
    struct Doc as dk_doc {
        size: u32, layout: u32, base: *const u8, bytes: u64,
        nodes: View, attrs: View, text: View, spans: View, names: View, sources: View, resources: View, blobs: View,
    }
    struct Edits as dk_edits {
        size: u32, flags: u32, ctx: *mut c_void,
        set_text: unsafe extern "C" fn(ctx: *mut c_void, node: u32, text: Str) -> Status,
        set_kind: *const c_void, set_attr: *const c_void, drop_attr: *const c_void, remove: *const c_void,
        put: *const c_void, kind: *const c_void, key: *const c_void,
    }

    struct Call as dk_call {
        size: u32, flags: u32, ctx: *mut c_void, host: *const c_void, cancel: *const u32,
        max_nodes: u64, max_bytes_out: u64, max_depth: u32, max_ratio: u32,
        report: unsafe extern "C" fn(ctx: *mut c_void, diagnostic: *const Diagnostic),
        progress: *const c_void, scratch: *const c_void, resolve: *const c_void,
    }

    struct OptionInfo as dk_option {
        size: u32, r#type: u32, flags: u32, elem_type: u32,
        name: Str, doc: Str, default_yaml: Str, unit: Str, since: Str, replaced_by: Str,
        min: f64, max: f64, min_i: i64, max_i: i64,
        choices: *const c_void, choice_count: u32, reserved: u32,
    }
    struct Value as dk_value {
        size: u32, r#type: u32, was_set: u32, count: u32,
        name: Str, r#where: Str, u: OptionContent,
    }

    struct Info as dk_info {
        size: u32, caps: u32, name: Str, title: Str, doc: Str,
        media_types: *const Str, suffixes: *const Str, kinds: *const u16,
        magic: *const c_void, aliases: *const c_void, options: *const &'static OptionInfo, codes: *const &'static Code,
        media_type_count: u32, suffix_count: u32, kind_count: u32, magic_count: u32,
        alias_count: u32, option_count: u32, code_count: u32, reserved: u32,
    }
    struct Life as dk_life {
        size: u32, flags: u32,
        create: unsafe extern "C" fn(*const c_void, &Call, *const *const Value, *mut *mut Instance) -> Status,
        begin: Option<unsafe extern "C" fn(*mut Instance, &Call) -> Status>,
        end: Option<unsafe extern "C" fn(*mut Instance)>,
        destroy: unsafe extern "C" fn(*mut Instance),
        extension: Option<unsafe extern "C" fn(*mut Instance, *const c_char) -> *const c_void>,
    }
    struct Transform as dk_transform {
        size: u32, flags: u32,
        run: unsafe extern "C" fn(*mut Instance, &Call, &Doc, &Edits) -> Status,
    }
    struct Component as dk_component {
        size: u32, role: u32, info: &'static Info, life: &'static Life, table: *const c_void,
    }
    struct Plugin as dk_plugin {
        size: u32, abi: u32, id: Str, version: Str, license: Str, vendor: Str, url: Str,
        components: *const &'static Component, component_count: u32, flags: u32,
        init: Option<unsafe extern "C" fn(host: *const c_void) -> Status>, fini: Option<unsafe extern "C" fn()>,
    }
}

pub const fn size_of<T>() -> u32 {
    std::mem::size_of::<T>() as u32
}

impl Str {
    pub const EMPTY: Str = Str { ptr: std::ptr::null(), len: 0 };

    /// Valid as long as what it was made from.
    pub const fn new(text: &str) -> Str {
        Str { ptr: text.as_ptr() as *const c_char, len: text.len() as u64 }
    }

    /// # Safety
    /// It has to come from the host, which gives valid UTF-8, and is not to be used after the call in which it came.
    pub unsafe fn text<'a>(self) -> &'a str {
        utf8(self.ptr as *const u8, self.len as usize)
    }
}

unsafe fn utf8<'a>(at: *const u8, length: usize) -> &'a str {
    match length {
        0 => "", // the pointer may be null
        _ => std::str::from_utf8_unchecked(std::slice::from_raw_parts(at, length)),
    }
}

impl Doc {
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        (0..self.nodes.count).map(move |index| unsafe { self.nodes.record(index) })
    }

    pub fn text(&self, node: &Node) -> &str {
        self.string(node.text_off, node.text_len)
    }

    /// The attributes of a node that are text.
    pub fn strings<'a>(&'a self, node: &'a Node) -> impl Iterator<Item = &'a str> {
        (0..node.attr_count)
            .map(move |k| unsafe { self.attrs.record::<Attribute>(u64::from(node.attr_begin + k)) })
            .filter(|attribute| attribute.r#type == ATTRIBUTE_STRING)
            .map(move |attribute| self.string(attribute.low, attribute.high))
    }

    /// The host has checked that what a document refers to is there, and is UTF-8.
    fn string(&self, offset: u32, length: u32) -> &str {
        unsafe { utf8(self.text.at.wrapping_add(offset as usize), length as usize) }
    }
}

impl View {
    /// Records may be longer than they are known here: the stride says where the next one begins.
    unsafe fn record<T>(&self, index: u64) -> &T {
        &*(self.at.add(index as usize * self.stride as usize) as *const T)
    }
}
