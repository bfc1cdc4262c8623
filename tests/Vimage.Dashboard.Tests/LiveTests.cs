using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Vimage.Dashboard.Tests;

/// <summary>What changes in the page by itself.</summary>
public sealed partial class LiveTests(Browser browser) : PageTests(browser)
{
    [Fact]
    public async Task Rates_are_those_of_the_traffic()
    {
        IPage page = await OpenAsync();
        await Row(page, "red").ClickAsync();
        ILocator received = page.GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { HasText = "epair0a" }).GetByRole(AriaRole.Cell).Nth(2);
        await Expect(received).ToHaveTextAsync(Still());
        using CancellationTokenSource enough = new();
        Task pinging = Scene.PingAsync(enough.Token);
        await Expect(received).ToHaveTextAsync(Moving());
        await enough.CancelAsync();
        await pinging;
        await Expect(received).ToHaveTextAsync(Still());
    }

    [Fact]
    public async Task A_process_that_does_not_answer_is_told_of()
    {
        IPage page = await OpenAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeHiddenAsync();
        await Site.DisposeAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The process does not answer. What is shown is of ");
        await Expect(Row(page, "red")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Nothing_is_asked_while_the_page_is_hidden()
    {
        int asked = 0;
        IPage page = await OpenAsync(prepare: async page =>
        {
            await page.Clock.InstallAsync();
            page.Request += (_, _) => Interlocked.Increment(ref asked);
        });
        await SetHiddenAsync(page, true);
        int before = Volatile.Read(ref asked);
        await page.Clock.RunForAsync(60_000);
        Assert.Equal(before, Volatile.Read(ref asked));
        await page.RunAndWaitForRequestFinishedAsync(() => SetHiddenAsync(page, false));
    }

    [Fact]
    public async Task Verdicts_and_wormholes_come_and_go()
    {
        IPage page = await OpenAsync();
        ILocator tunnel = page.GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { HasText = "tunnel" });
        await Expect(tunnel).ToContainTextAsync("red – blue");
        Scene.Wormhole.Dispose();
        await Expect(tunnel).ToHaveCountAsync(0);
        using SemaphoreSlim end = new(0);
        Vnet vnet = Scene.Top.CreateChild("stubborn");
        Task work = vnet.Schedule(() => end.Wait(Cancellation));
        await vnet.DestroyAsync(new VnetDestroyOptions { Deadline = TimeSpan.Zero });
        end.Release();
        await work;
        await Expect(page.GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { HasText = "stubborn" })).ToContainTextAsync(NotClean());
    }

    private static async Task SetHiddenAsync(IPage page, bool isHidden) => await page.EvaluateAsync(
        "value => { Object.defineProperty(document, 'hidden', { value, configurable: true }); document.dispatchEvent(new Event('visibilitychange')); }", isHidden);

    [GeneratedRegex("^0 B/s0 packets/s$")]
    private static partial Regex Still();

    [GeneratedRegex(@"^[1-9][\d.]* k?B/s[1-9][\d.]* packets/s$")]
    private static partial Regex Moving();

    [GeneratedRegex("not clean.*Held: ")]
    private static partial Regex NotClean();
}
