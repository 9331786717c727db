//! `[accessibility]`: what the body that answers for the site states about its accessibility.
//!
//! The parts are those of the model statement of the European Union (Commission Implementing Decision (EU)
//! 2018/1523). A statement is one only when all of it is there; what is missing is told, and until then the site has
//! none. Nothing is filled in: the site claims what the file says.

use serde::Serialize;

use super::form::{Form, Named};
use crate::diag::{Code, Diagnostic, Diagnostics, Word};
use crate::source::{Span, foreign};
use crate::tree::{Node, Value, wrong_type};

/// The table as far as it goes.
#[derive(Debug, Clone)]
pub struct Accessibility {
    pub place: Span,
    /// The statement, when nothing that it needs is missing.
    pub statement: Option<Statement>,
}

/// A whole accessibility statement. Texts are in the site's language; dates are written as 2026-01-31.
#[derive(Debug, Clone, Serialize)]
pub struct Statement {
    /// The body that answers for the site.
    pub body: String,
    pub address: String,
    /// What the statement is about.
    pub scope: String,
    /// The rules by which the body has to make the site accessible.
    pub law: Option<String>,
    /// The standard claimed, such as EN 301 549.
    pub standard: String,
    /// The version and level of WCAG that was tested.
    pub wcag: String,
    pub status: Conformance,
    pub exceptions: Vec<Exception>,
    pub prepared: String,
    pub method: Method,
    /// Who assessed the site.
    pub assessor: String,
    /// The report of the assessment.
    pub evidence: Option<String>,
    pub reviewed: String,
    pub feedback: Feedback,
    pub enforcement: Enforcement,
}

/// What is not accessible.
#[derive(Debug, Clone, Serialize)]
pub struct Exception {
    pub what: String,
    pub reason: Reason,
    pub explanation: String,
    pub alternative: String,
}

/// Where to ask for what is not accessible.
#[derive(Debug, Clone, Serialize)]
pub struct Feedback {
    /// The person or unit that answers.
    pub unit: String,
    pub email: String,
    pub phone: Option<String>,
    /// How soon there is an answer.
    pub response: String,
}

/// Whom to turn to when the answer does not satisfy.
#[derive(Debug, Clone, Serialize)]
pub struct Enforcement {
    pub procedure: String,
    pub body: String,
    pub address: Option<String>,
    pub url: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Conformance {
    Full,
    Partial,
    None,
}

impl Named for Conformance {
    const ALL: &[(&str, Self)] =
        &[("full", Conformance::Full), ("partial", Conformance::Partial), ("none", Conformance::None)];
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    Noncompliance,
    DisproportionateBurden,
    /// The rules do not ask for it.
    OutsideScope,
}

impl Named for Reason {
    const ALL: &[(&str, Self)] = &[
        ("noncompliance", Reason::Noncompliance),
        ("disproportionate-burden", Reason::DisproportionateBurden),
        ("outside-scope", Reason::OutsideScope),
    ];
}

/// How the site was assessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    SelfAssessment,
    ThirdParty,
}

impl Named for Method {
    const ALL: &[(&str, Self)] =
        &[("self-assessment", Method::SelfAssessment), ("third-party", Method::ThirdParty)];
}

impl Accessibility {
    /// As it stands on pages in another language, its texts marked as those of the original. Names of standards, addresses
    /// on the web and numbers are in no language.
    pub(super) fn marked(mut self) -> Accessibility {
        if let Some(s) = &mut self.statement {
            let exceptions = s.exceptions.iter_mut();
            let exceptions = exceptions.flat_map(|e| [&mut e.what, &mut e.explanation, &mut e.alternative]);
            let texts = [&mut s.body, &mut s.address, &mut s.scope, &mut s.assessor].into_iter();
            let answers = [&mut s.feedback.unit, &mut s.feedback.response];
            let enforcement = [&mut s.enforcement.procedure, &mut s.enforcement.body];
            let optional = s.law.iter_mut().chain(&mut s.enforcement.address);
            let all = texts.chain(exceptions).chain(answers).chain(enforcement).chain(optional);
            all.for_each(|text| *text = foreign::mark(text));
        }
        self
    }
}

/// Reads the table; reports what is wrong, and in one diagnostic all that is missing.
pub(super) fn read(node: &Node, diags: &mut Diagnostics) -> Option<Accessibility> {
    let Value::Table(table) = &node.value else {
        return wrong_type(node, "accessibility", Word::Table, diags);
    };
    let mut missing = Vec::new();
    let mut form = Form::new(table, "", &mut missing, diags);
    let statement = statement(&mut form);
    form.finish();
    if !missing.is_empty() {
        let diagnostic = Diagnostic::new(Code::StatementIncomplete, table.span);
        diags.add(diagnostic.fact("keys", missing.join("`, `")));
    }
    Some(Accessibility { place: table.span, statement: statement.filter(|_| missing.is_empty()) })
}

fn statement(form: &mut Form) -> Option<Statement> {
    let (body, address, scope) = (form.text("body"), form.text("address"), form.text("scope"));
    let (law, standard, wcag) = (form.optional("law"), form.text("standard"), form.text("wcag"));
    let status = form.choice("status");
    let exceptions = exceptions(form, status);
    let (prepared, method, assessor) = (form.date("prepared"), form.choice("method"), form.text("assessor"));
    let (evidence, reviewed) = (form.web_address("evidence"), form.date("reviewed"));
    let feedback = form.inside("feedback", "feedback.", feedback);
    let enforcement = form.inside("enforcement", "enforcement.", enforcement);
    Some(Statement {
        body: body?,
        address: address?,
        scope: scope?,
        law,
        standard: standard?,
        wcag: wcag?,
        status: status?,
        exceptions,
        prepared: prepared?,
        method: method?,
        assessor: assessor?,
        evidence,
        reviewed: reviewed?,
        feedback: feedback?,
        enforcement: enforcement?,
    })
}

/// What is not accessible: something, unless the site meets all that is asked of it.
fn exceptions(form: &mut Form, status: Option<Conformance>) -> Vec<Exception> {
    let exceptions = form.each("exceptions", "exceptions.", |form| exception(form, status));
    if exceptions.is_empty() && status.is_some_and(|status| status != Conformance::Full) {
        form.needed("exceptions");
    }
    exceptions.into_iter().flatten().collect()
}

fn exception(form: &mut Form, status: Option<Conformance>) -> Option<Exception> {
    let (what, reason) = (form.text("what"), form.choice("reason"));
    let (explanation, alternative) = (form.text("explanation"), form.text("alternative"));
    let in_scope = reason.is_some_and(|reason| reason != Reason::OutsideScope);
    if in_scope && status == Some(Conformance::Full) {
        form.report(Code::StatementContradiction, "reason");
    }
    Some(Exception { what: what?, reason: reason?, explanation: explanation?, alternative: alternative? })
}

fn feedback(form: &mut Form) -> Option<Feedback> {
    let (unit, email, phone) = (form.text("unit"), form.email("email"), form.optional("phone"));
    let response = form.text("response");
    Some(Feedback { unit: unit?, email: email?, phone, response: response? })
}

/// The enforcement body is found at its address or on its site.
fn enforcement(form: &mut Form) -> Option<Enforcement> {
    let (procedure, body) = (form.text("procedure"), form.text("body"));
    let (address, url) = (form.optional("address"), form.web_address("url"));
    if address.is_none() {
        form.needed("url");
    }
    Some(Enforcement { procedure: procedure?, body: body?, address, url })
}
