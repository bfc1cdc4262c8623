namespace Vimage.Wormholes.Tests;

/// <summary>Who polls for ever is answered, in each form: with the thread, and without.</summary>
[Collection(Alone.Name)]
public sealed class BusyPollTests
{
    private const int Pieces = 300;

    public static TheoryData<Form> Forms => Route.Forms;

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task PiecesGoThereAndBack(Form form)
    {
        await using Route route = await Route.OpenAsync(form, WormholeWait.BusyPoll);
        Task echo = Task.Run(async () =>
        {
            for (int i = 0; i < Pieces; i++)
            {
                await route.There.ReceiveAsync();
                await route.Back.SendAsync();
            }
        });
        await Background.Start(() =>
        {
            for (int i = 0; i < Pieces; i++)
            {
                route.There.Send();
                route.Back.Receive();
            }
        }).InTime();
        await echo.InTime();
    }
}
