using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Vimage.Dashboard.Tests;

/// <summary>Tests of a page that shows a scene, in a browser.</summary>
public abstract class PageTests(Browser browser) : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly List<IPage> _pages = [];

    internal Scene Scene { get; } = new();

    internal Site Site { get; private set; } = null!;

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Site = await Site.StartAsync(Scene.Top);

    public async ValueTask DisposeAsync()
    {
        foreach (IPage page in _pages)
        {
            await page.CloseAsync();
        }

        await Site.DisposeAsync();
        await Scene.DisposeAsync();
        GC.SuppressFinalize(this);

        // Errors of scripts, and what the browser has refused to load or to do. That the process has gone is what some tests are about.
        Assert.All(_complaints, static each => Assert.Contains("ERR_CONNECTION_REFUSED", each, StringComparison.Ordinal));
    }

    private protected async Task<IPage> OpenAsync(BrowserNewPageOptions? options = null, Func<IPage, Task>? prepare = null)
    {
        IPage page = await browser.OpenAsync(Site.Address, options, async page =>
        {
            _pages.Add(page);
            page.PageError += (_, error) => _complaints.Enqueue(error);
            page.Console += (_, message) => _complaints.Enqueue(message.Text);
            await (prepare?.Invoke(page) ?? Task.CompletedTask);
        });
        await page.Locator("[data-active]").WaitForAsync();
        return page;
    }

    private protected static ILocator Row(IPage page, string name) =>
        page.GetByRole(AriaRole.Treeitem).Filter(new LocatorFilterOptions { Has = page.Locator(".name").GetByText(name, new LocatorGetByTextOptions { Exact = true }) });

    private protected static ILocator Title(IPage page) => page.Locator("#selected-title");
}
