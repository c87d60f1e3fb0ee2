//! Whether every field of `abi` lies where `<deckle/offsets.h>` says, and none is missing. DECKLE_INCLUDE is the folder
//! in which the headers of Deckle are installed.

use std::collections::BTreeMap;

fn header(name: &str) -> String {
    let folder = std::env::var("DECKLE_INCLUDE").unwrap_or_else(|_| "/usr/include".to_string());
    std::fs::read_to_string(format!("{folder}/deckle/{name}")).unwrap_or_else(|why| panic!("{folder}/deckle/{name}: {why}"))
}

/// The words between the brackets of each line that begins with `what`.
fn lines(text: &str, what: &str) -> Vec<Vec<String>> {
    let inside = |line: &str| Some(line.strip_prefix(what)?.strip_suffix(");")?.to_string());
    let words = |line: String| line.split(", ").map(str::to_string).collect();
    text.lines().filter_map(inside).map(words).collect()
}

#[test]
fn every_field_lies_where_the_header_says() {
    let table = header("offsets.h");
    let sizes: BTreeMap<_, _> = lines(&table, "DK_SIZE(").into_iter().map(|w| (w[0].clone(), w[1].clone())).collect();
    let offsets = lines(&table, "DK_OFFSET(");
    for (name, size, fields) in super::abi::layouts() {
        assert_eq!(sizes.get(name), Some(&size.to_string()), "the size of {name}");
        let wanted: Vec<_> = offsets.iter().filter(|w| w[0] == name).map(|w| (w[1].clone(), w[2].clone())).collect();
        let made: Vec<_> = fields.iter().map(|(field, at)| (field.to_string(), at.to_string())).collect();
        assert_eq!(made, wanted, "the fields of {name}");
    }
}

#[test]
fn the_revision_is_that_of_the_header() {
    let wanted = format!("#define DK_ABI_REVISION {}u", super::abi::ABI_REVISION);
    assert!(header("base.h").contains(&wanted), "there is no {wanted}");
}
