using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Vimage.Dashboard.Tests;

/// <summary>How the page looks, and how it is used without a mouse or without sight.</summary>
public sealed class LookTests(Browser browser) : PageTests(browser)
{
    // Each way of moving the focus has a name by which it is announced, and each picture a text.
    private const string Nameless = """
        () => [...document.querySelectorAll('a, button, input, select, [tabindex], [role=button], [role=img], [role=treeitem], [role=region]')]
            .filter(each => each.checkVisibility())
            .filter(each => !(each.getAttribute('aria-label')
                || each.getAttribute('aria-labelledby')?.split(' ').map(id => document.getElementById(id)?.textContent ?? '').join('').trim()
                || (each.labels && [...each.labels].some(label => label.textContent.trim()))
                || (!['INPUT', 'SELECT'].includes(each.tagName) && each.textContent.trim())))
            .map(each => each.outerHTML)
        """;

    private static readonly string s_folder = Path.Combine(Path.GetTempPath(), "vimage-dashboard");

    [Theory]
    [InlineData(ColorScheme.Light, "rgb(244, 246, 248)")]
    [InlineData(ColorScheme.Dark, "rgb(19, 22, 27)")]
    public async Task It_is_light_or_dark_as_the_system_unless_the_user_has_chosen(ColorScheme scheme, string ground)
    {
        IPage page = await OpenAsync(new BrowserNewPageOptions { ColorScheme = scheme, ViewportSize = new ViewportSize { Width = 1280, Height = 900 } });
        await Row(page, "router").ClickAsync();
        await Expect(page.Locator("body")).ToHaveCSSAsync("background-color", ground);
        await Expect(page.Locator(".node.bridge")).ToBeVisibleAsync();
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(s_folder, $"{scheme}.png") });
        await page.GetByLabel("Colours").SelectOptionAsync(scheme == ColorScheme.Light ? "dark" : "light");
        await Expect(page.Locator("body")).Not.ToHaveCSSAsync("background-color", ground);
        await page.ReloadAsync();
        await Expect(page.Locator("body")).Not.ToHaveCSSAsync("background-color", ground);
    }

    [Fact]
    public async Task It_fits_a_telephone()
    {
        IPage page = await OpenAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 360, Height = 640 } });
        await Row(page, "router").ClickAsync();
        await Expect(page.Locator(".node.bridge")).ToHaveCountAsync(1);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(s_folder, "narrow.png"), FullPage = true });
        Assert.Equal(360, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task The_focus_goes_through_the_page_in_its_order_and_all_that_can_have_it_has_a_name()
    {
        IPage page = await OpenAsync();
        await Expect(page.Locator(".node.bridge")).ToBeVisibleAsync();
        string[] expected = ["Skip to the selected vnet", "theme", "filter", "tree", "Interfaces", "Limits", $"vnet {Scene.Top.Name}, 0 links", "Wormholes"];
        List<string> found = [];
        for (int i = 0; i < expected.Length; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            found.Add(await page.EvaluateAsync<string>(
                "(e => e.id || e.getAttribute('aria-label') || e.textContent)(document.activeElement)"));
        }

        Assert.Equal(expected, found);
        Assert.Empty(await page.EvaluateAsync<string[]>(Nameless));
    }

    [Fact]
    public async Task The_first_thing_that_has_the_focus_leads_past_the_tree()
    {
        IPage page = await OpenAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator(".skip")).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#selected")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_drawing_is_walked_through_with_arrows()
    {
        IPage page = await OpenAsync();
        await Row(page, "red").ClickAsync();
        ILocator red = page.Locator(".node[aria-pressed=true]");
        await Expect(red).ToHaveAttributeAsync("aria-label", "vnet red, 2 links: router, blue");
        await red.FocusAsync();
        await page.Keyboard.PressAsync("End");
        await Expect(page.Locator(".node:focus")).ToHaveAttributeAsync("aria-label", "vnet blue, 1 link: red");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Title(page)).ToHaveTextAsync("blue");
        await Expect(page.Locator(".node:focus")).ToHaveAttributeAsync("aria-pressed", "true");

        // Its own interfaces are asked for when it is selected; until they come the drawing has those of red.
        await Expect(page.Locator(".node:focus")).ToHaveAttributeAsync("aria-label", "vnet blue, 2 links: router, red");
        HashSet<string?> seen = [];
        foreach (string key in (string[])["ArrowRight", "ArrowLeft", "ArrowLeft"])
        {
            await page.Keyboard.PressAsync(key);
            seen.Add(await page.Locator(".node:focus").GetAttributeAsync("aria-label"));
        }

        Assert.Equal(3, seen.Count);
    }
}
