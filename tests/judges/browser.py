"""A real browser without a window, and who looks at its pages for those who can't see."""

from __future__ import annotations

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from tests.judges.tools import JUDGES, MODULES

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE, DESK = 360, 1200


def chromium() -> webdriver.Chrome:
    """Headless Chromium, which keeps a record of what it fetches and of what goes wrong."""
    binary, driver, *_ = JUDGES["Chromium"]
    options = webdriver.ChromeOptions()
    options.binary_location = str(binary)
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    return webdriver.Chrome(options=options, service=Service(str(driver)))


def show(browser: webdriver.Chrome, url: str, width: int = DESK, scheme: str = "light") -> None:
    """Opens the page in a window of that width, for someone who prefers that scheme."""
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width == PHONE}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    browser.get(url)


def violations(browser: webdriver.Chrome) -> list[str]:
    """What axe finds against the standards in the page that is open, its frames aside."""
    browser.execute_script((MODULES / "axe-core/axe.min.js").read_text("utf-8"))
    report = browser.execute_async_script(
        "const done = arguments[arguments.length - 1];"
        "axe.run({runOnly: {type: 'tag', values: arguments[0]}, iframes: false}).then(done);",
        STANDARDS,
    )
    assert report["passes"]
    return [f"{found['id']}: {found['help']}" for found in report["violations"]]
