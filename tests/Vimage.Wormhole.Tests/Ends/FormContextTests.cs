namespace Vimage.Wormholes.Tests;

/// <summary>As <see cref="ContextTests"/>, for each form and each way to use it.</summary>
public sealed class FormContextTests
{
    private const int Pieces = 20;

    public static TheoryData<Form> Forms => Route.Forms;

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task AReceiverGoesOnInItsOwnVnet(Form form)
    {
        await using Route route = await NewRouteAsync(form);
        Task<List<string>> receiver = route.Right.RunAsync(() => PlacesAfterEachAsync(route.There.ReceiveAsync));
        await InItsVnet(route.Left, "left", route.There.Send).InTime();
        Assert.All(await receiver.InTime(), static place => Assert.Equal("right", place));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task ASenderGoesOnInItsOwnVnet(Form form)
    {
        await using Route route = await NewRouteAsync(form);
        Task<List<string>> sender = route.Left.RunAsync(() => PlacesAfterEachAsync(route.There.SendAsync));
        await InItsVnet(route.Right, "right", route.There.Receive).InTime();
        Assert.All(await sender.InTime(), static place => Assert.Equal("left", place));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task WhoWaitsWithTheThreadFindsItInItsOwnVnet(Form form)
    {
        await using Route route = await NewRouteAsync(form);
        Task receiver = InItsVnet(route.Right, "right", route.There.Receive, isLate: false);
        await InItsVnet(route.Left, "left", route.There.Send).InTime();
        await receiver.InTime();
    }

    private static async Task<Route> NewRouteAsync(Form form)
    {
        Route route = await Route.OpenAsync(form, WormholeWait.Park);
        route.Left.Run(static () => Places.V_here = "left");
        route.Right.Run(static () => Places.V_here = "right");
        return route;
    }

    private static async Task<List<string>> PlacesAfterEachAsync(Func<ValueTask<string>> act)
    {
        List<string> places = [];
        for (int i = 0; i < Pieces; i++)
        {
            places.Add(await act());
            places.Add(Places.V_here);
        }

        return places;
    }

    // On a thread that is in the vnet without its flow of control being so. Who is late is waited for.
    private static Task InItsVnet(Vnet vnet, string place, Action act, bool isLate = true) => Background.Start(() =>
    {
        for (int i = 0; i < Pieces; i++)
        {
            Thread.Sleep(isLate ? 1 : 0);
            using (vnet.EnterSync())
            {
                Assert.Equal(place, Places.V_here);
                act();
                Assert.Equal(place, Places.V_here);
            }
        }
    });
}
