using Microsoft.Playwright;
using Vimage.Dashboard.Tests;

[assembly: AssemblyFixture(typeof(Browser))]

namespace Vimage.Dashboard.Tests;

/// <summary>The system's Chromium, started once for all tests that take it.</summary>
public sealed class Browser : IAsyncDisposable
{
    private const string Program = "/usr/bin/chromium";

    private readonly Lazy<Task<(IPlaywright Driver, IBrowser Browser)>> _started = new(StartAsync);

    /// <summary>Opens a page of a dashboard. The test is skipped where the browser is missing.</summary>
    internal async Task<IPage> OpenAsync(Uri address, BrowserNewPageOptions? options = null, Func<IPage, Task>? prepare = null)
    {
        Assert.SkipUnless(File.Exists(Program), $"Takes the program '{Program}' (package chromium).");
        (_, IBrowser browser) = await _started.Value;
        IPage page = await browser.NewPageAsync(options);

        if (prepare is not null)
        {
            await prepare(page);
        }

        await page.GotoAsync($"{address}");
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_started.IsValueCreated)
        {
            (IPlaywright driver, IBrowser browser) = await _started.Value;
            await browser.DisposeAsync();
            driver.Dispose();
        }
    }

    private static async Task<(IPlaywright Driver, IBrowser Browser)> StartAsync()
    {
        IPlaywright driver = await Playwright.CreateAsync();
        IBrowser browser = await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Program,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
        return (driver, browser);
    }
}
