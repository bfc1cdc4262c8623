using System.Text;

namespace Vimage;

/// <summary>Writes to the console of whatever vnet is current at each call.</summary>
/// <param name="current">Returns that console.</param>
internal sealed class VnetConsoleWriter(Func<TextWriter> current) : TextWriter
{
    public override Encoding Encoding => current().Encoding;

    public override IFormatProvider FormatProvider => current().FormatProvider;

    [System.Diagnostics.CodeAnalysis.AllowNull]
    public override string NewLine
    {
        get => current().NewLine;
        set => current().NewLine = value;
    }

    public override void Flush() => current().Flush();

    public override Task FlushAsync() => current().FlushAsync();

    // All that a writer can be told ends in one of these; whole strings and lines are passed on whole, so that the lines of two
    // threads do not mix.
    public override void Write(char value) => current().Write(value);

    public override void Write(char[] buffer, int index, int count) => current().Write(buffer, index, count);

    public override void Write(ReadOnlySpan<char> buffer) => current().Write(buffer);

    public override void Write(string? value) => current().Write(value);

    public override void WriteLine() => current().WriteLine();

    public override void WriteLine(char[] buffer, int index, int count) => current().WriteLine(buffer, index, count);

    public override void WriteLine(ReadOnlySpan<char> buffer) => current().WriteLine(buffer);

    public override void WriteLine(string? value) => current().WriteLine(value);

    public override Task WriteAsync(char value) => current().WriteAsync(value);

    public override Task WriteAsync(string? value) => current().WriteAsync(value);

    public override Task WriteAsync(char[] buffer, int index, int count) => current().WriteAsync(buffer, index, count);

    public override Task WriteAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default) =>
        current().WriteAsync(buffer, cancellationToken);

    public override Task WriteLineAsync() => current().WriteLineAsync();

    public override Task WriteLineAsync(string? value) => current().WriteLineAsync(value);

    public override Task WriteLineAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default) =>
        current().WriteLineAsync(buffer, cancellationToken);
}
