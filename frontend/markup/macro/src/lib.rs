//! `html!` in Yew's syntax, with a fraction of the code.
//!
//! Yew's own macro builds every element where it stands: some hundred bytes of code each, times seven hundred
//! elements. This one calls a few functions of the module `markup`, one after the other, and describes
//! everything that never changes about an element in one text. Components are left to Yew.

mod emit;
mod parse;

use proc_macro::TokenStream;

/// Makes a `Html` of markup.
///
/// It knows what the page uses of Yew's `html!`: elements, fragments, texts, `{ expression }`,
/// `{ for iterator }`, `if`, `for`, attributes, listeners, `key` and `ref`.
#[proc_macro]
pub fn html(input: TokenStream) -> TokenStream {
    expand(input.into()).into()
}

fn expand(input: proc_macro2::TokenStream) -> proc_macro2::TokenStream {
    match syn::parse2::<parse::Root>(input) {
        Ok(root) => emit::root(&root),
        Err(error) => error.to_compile_error(),
    }
}

#[cfg(test)]
mod tests {
    use super::expand;

    fn expanded(markup: &str) -> String {
        expand(markup.parse().unwrap()).to_string().replace(' ', "")
    }

    #[test]
    fn what_never_changes_is_one_text() {
        let code = expanded(r#"<p class="quiet" hidden=true id={id}>{ "x" }</p>"#);
        assert!(code.contains(r#"open("p\u{1}class\u{2}quiet\u{1}hidden\u{2}hidden\u{1}id")"#), "{code}");
        assert!(code.contains("attr(id)"), "{code}");
        assert!(code.contains("close_one()"), "{code}");
    }

    #[test]
    fn an_element_knows_whether_it_has_one_child_or_a_list() {
        assert!(expanded("<p></p>").contains("close()"));
        assert!(expanded("<p>{ a }</p>").contains("only(a)"));
        assert!(expanded("<p>{ a }{ b }</p>").contains("close_list()"));
        assert!(expanded("<p>if a { { b } }</p>").contains("close_list()"));
        assert!(expanded("<p>{ for a }</p>").contains("close_list()"));
    }

    #[test]
    fn the_value_of_an_input_is_a_property_and_that_of_an_option_an_attribute() {
        assert!(expanded("<input {value} />").contains("value(value)"));
        assert!(expanded("<option {value}></option>").contains("attr(value)"));
    }

    #[test]
    fn a_property_is_named_among_the_attributes_and_set_apart() {
        let code = expanded(r#"<input ~defaultValue="SE" id="x" />"#);
        assert!(code.contains(r#"open("input\u{1}id\u{2}x\u{1}defaultValue")"#), "{code}");
        assert!(code.contains(r#"property("SE")"#), "{code}");
    }

    #[test]
    fn components_are_left_to_yew() {
        let code = expanded("<div><Host<T> {key} on_x=1><p>{ a }</p></Host<T>>{ b }</div>");
        assert!(code.contains("::yew::html_of_yew!{<Host<T>{key}on_x=1><p>{a}</p></Host<T>>}"), "{code}");
    }

    #[test]
    fn a_component_may_be_named_by_its_path() {
        assert!(expanded("<crate::demo::Mark />").contains("::yew::html_of_yew!{<crate::demo::Mark/>}"));
    }

    #[test]
    fn mistakes_are_errors() {
        for mistake in ["<p>", "</p>", "<p></div>", "<p></p><p></p>", "<br></br>", "<p a=1 a=2></p>"] {
            assert!(expanded(mistake).contains("compile_error"), "{mistake}");
        }
    }
}
