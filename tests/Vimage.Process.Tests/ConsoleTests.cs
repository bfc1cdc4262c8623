namespace Vimage.Process.Tests;

/// <summary>Code that calls <see cref="Console"/> and knows nothing of vnets.</summary>
public sealed class ConsoleTests
{
    public ConsoleTests() => VnetConsole.Install();

    [Fact]
    public async Task EachVnet_WritesToItsOwn()
    {
        await using Pair vnets = new();
        StringWriter parent = new();
        StringWriter child = new();
        vnets.Parent.Run(() => VnetConsole.Out = parent);
        vnets.Child.Run(() => VnetConsole.Out = child);
        await Task.WhenAll(
            vnets.Parent.RunAsync(static () => SpeakAsync("parent")), vnets.Child.RunAsync(static () => SpeakAsync("child")));
        Assert.Equal(Lines("parent"), parent.ToString());
        Assert.Equal(Lines("child"), child.ToString());
    }

    [Fact]
    public async Task AVnetWithoutOne_UsesItsParents_AndErrorsAreApart()
    {
        await using Pair vnets = new();
        StringWriter output = new();
        StringWriter errors = new();
        vnets.Parent.Run(() => (VnetConsole.Out, VnetConsole.Error) = (output, errors));
        vnets.Child.Run(static () =>
        {
            Console.Write('a');
            Console.Error.Write(1);
            Console.WriteLine("{0}", 'b');
        });
        Assert.Equal("ab\n", output.ToString());
        Assert.Equal("1", errors.ToString());
    }

    [Fact]
    public async Task EachVnet_ReadsFromItsOwn()
    {
        await using Pair vnets = new();
        vnets.Parent.Run(static () => VnetConsole.In = new StringReader("one\ntwo"));
        vnets.Child.Run(static () => VnetConsole.In = new StringReader("three"));
        Assert.Equal("one", vnets.Parent.Run(Console.ReadLine));
        Assert.Equal("three", vnets.Child.Run(Console.ReadLine));
        Assert.Equal("two", await vnets.Parent.RunAsync(static () => Console.In.ReadLineAsync()));
        Assert.Null(vnets.Child.Run(Console.ReadLine));
    }

    private static async Task SpeakAsync(string word)
    {
        for (int i = 0; i < 100; i++)
        {
            Console.WriteLine("{0} {1}", word, i);
            await Task.Yield();
        }
    }

    private static string Lines(string word) => string.Concat(Enumerable.Range(0, 100).Select(i => $"{word} {i}\n"));
}
