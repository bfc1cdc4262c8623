using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Vimage.Dashboard.Tests;

/// <summary>The tree of vnets in the page: by keyboard alone, as the ARIA Authoring Practices have it, and large ones.</summary>
public sealed partial class TreeTests(Browser browser) : PageTests(browser)
{
    [Fact]
    public async Task Keys_move_open_close_and_select()
    {
        IPage page = await OpenAsync();
        await page.Locator("#filter").FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("#tree")).ToBeFocusedAsync();

        await PressAsync(page, "End", "table");
        await PressAsync(page, "ArrowLeft", "router");
        await PressAsync(page, "ArrowLeft", "router");
        await Expect(Row(page, "router")).ToHaveAttributeAsync("aria-expanded", "false");
        await Expect(Row(page, "table")).ToHaveCountAsync(0);
        await PressAsync(page, "ArrowRight", "router");
        await Expect(Row(page, "table")).ToHaveAttributeAsync("aria-level", "3");
        await PressAsync(page, "ArrowRight", "table");
        await PressAsync(page, "Home", Scene.Top.Name);
        await PressAsync(page, "ArrowDown", "blue");
        await PressAsync(page, "ArrowUp", Scene.Top.Name);
        await PressAsync(page, "r", "red");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Title(page)).ToHaveTextAsync("red");
        await Expect(Row(page, "red")).ToHaveAttributeAsync("aria-selected", "true");
        await Expect(Row(page, "red")).ToHaveAttributeAsync("aria-posinset", "2");
        await Expect(Row(page, "red")).ToHaveAttributeAsync("aria-setsize", "3");
    }

    [Fact]
    public async Task Typing_goes_to_the_name_that_begins_with_it()
    {
        IPage page = await OpenAsync();
        await page.Locator("#tree").FocusAsync();
        await page.Keyboard.TypeAsync("rou");
        await Expect(Active(page)).ToHaveTextAsync("router");
    }

    [Fact]
    public async Task The_filter_leaves_what_matches_with_all_above_it()
    {
        IPage page = await OpenAsync();
        await page.Locator("#filter").FillAsync("TABLE");
        await Expect(page.GetByRole(AriaRole.Treeitem).Locator(".name")).ToHaveTextAsync([Scene.Top.Name, "router", "table"]);
    }

    [Fact]
    public async Task Of_a_thousand_vnets_only_those_that_are_seen_take_room()
    {
        for (int i = 0; i < 1000; i++)
        {
            _ = Scene.Top.CreateChild($"many{i}");
        }

        IPage page = await OpenAsync();
        await Expect(page.Locator("#found")).ToHaveTextAsync("1,005 vnets");
        await page.Locator("#tree").FocusAsync();
        await page.Keyboard.TypeAsync("many99");
        await Expect(Active(page)).ToHaveTextAsync("many99");
        await Expect(Row(page, "many99")).ToBeInViewportAsync();
        Assert.InRange(await page.GetByRole(AriaRole.Treeitem).CountAsync(), 10, 100);
        await Expect(page.Locator("#topology-note")).ToHaveTextAsync(TooMany());
    }

    [Fact]
    public async Task Names_are_text_and_never_markup()
    {
        const string Name = "<img|onerror=alert(1)>";
        Vnet odd = Scene.Top.CreateChild(Name);
        odd.Run(static () => Net.Epair.Create().A.Rename("<b>&amp;x"));
        IPage page = await OpenAsync();
        await Row(page, Name).ClickAsync();
        await Expect(Title(page)).ToHaveTextAsync(Name);
        await Expect(page.GetByRole(AriaRole.Rowheader).Filter(new LocatorFilterOptions { HasText = "<b>&amp;x" })).ToBeVisibleAsync();
        await Expect(page.Locator("img, b")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task When_the_selected_vnet_goes_the_one_above_it_is_selected()
    {
        IPage page = await OpenAsync();
        await Row(page, "table").ClickAsync();
        await Expect(Title(page)).ToHaveTextAsync("router.table");
        await Scene.Router["table"].DestroyAsync();
        await Expect(Title(page)).ToHaveTextAsync("router");
        await Expect(page.GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { HasText = "router.table" })).ToContainTextAsync("clean");
    }

    private static async Task PressAsync(IPage page, string key, string active)
    {
        await page.Keyboard.PressAsync(key);
        await Expect(Active(page)).ToHaveTextAsync(active);
        string? id = await Active(page).Locator("..").GetAttributeAsync("id");
        await Expect(page.Locator("#tree")).ToHaveAttributeAsync("aria-activedescendant", id!);
    }

    private static ILocator Active(IPage page) => page.Locator("[data-active] .name");

    [GeneratedRegex("200 vnets, .* 805 vnets more would be too many to draw")]
    private static partial Regex TooMany();
}
