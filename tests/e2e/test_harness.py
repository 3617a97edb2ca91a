"""The harness itself: it must notice what it is there to notice."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser


def test_it_notices_a_breach_of_the_security_policy(visit):
    page = visit("/", "phone")
    with page.expect_console_message(lambda message: "Content Security Policy" in message.text):
        page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")
    assert any("Content Security Policy" in fault for fault in visit.faults)
    visit.faults.clear()


def test_it_notices_a_script_that_throws_and_a_missing_file(visit):
    page = visit("/", "phone")
    with page.expect_event("pageerror"):
        page.evaluate("setTimeout(() => { throw new Error('broken') })")
    with page.expect_response("**/none.css"):
        page.evaluate("fetch('/static/ui/none.css')")
    assert any("broken" in fault for fault in visit.faults)
    assert any("404" in fault for fault in visit.faults)
    visit.faults.clear()


def test_axe_notices_a_field_without_a_name(visit, axe):
    page = visit("/", "phone")
    page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    with pytest.raises(AssertionError, match="label"):
        axe(page)


def test_reflow_notices_what_sticks_out(visit, reflows):
    page = visit("/", "narrow")
    page.evaluate(
        "document.querySelector('h1').textContent = 'x'.repeat(9); document.querySelector('h1').style.width = '500px'"
    )
    with pytest.raises(AssertionError, match="H1"):
        reflows(page)
