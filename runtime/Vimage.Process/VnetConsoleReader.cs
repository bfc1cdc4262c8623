namespace Vimage;

/// <summary>Reads from the console of whatever vnet is current at each call.</summary>
internal sealed class VnetConsoleReader : TextReader
{
    public override int Peek() => VnetConsole.In.Peek();

    public override int Read() => VnetConsole.In.Read();

    public override int Read(char[] buffer, int index, int count) => VnetConsole.In.Read(buffer, index, count);

    public override int Read(Span<char> buffer) => VnetConsole.In.Read(buffer);

    public override int ReadBlock(char[] buffer, int index, int count) => VnetConsole.In.ReadBlock(buffer, index, count);

    public override string? ReadLine() => VnetConsole.In.ReadLine();

    public override string ReadToEnd() => VnetConsole.In.ReadToEnd();

    public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default) =>
        VnetConsole.In.ReadAsync(buffer, cancellationToken);

    public override Task<string?> ReadLineAsync() => VnetConsole.In.ReadLineAsync();

    public override ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken) => VnetConsole.In.ReadLineAsync(cancellationToken);

    public override Task<string> ReadToEndAsync() => VnetConsole.In.ReadToEndAsync();
}
