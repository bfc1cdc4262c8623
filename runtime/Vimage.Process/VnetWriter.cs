using System.Text;

namespace Vimage.Process;

/// <summary>Writes to whatever the current vnet writes to.</summary>
internal sealed class VnetWriter(Func<TextWriter> target) : TextWriter
{
    public override Encoding Encoding => target().Encoding;

    public override void Write(char value) => target().Write(value);

    public override void Write(string? value) => target().Write(value);

    public override void Write(char[] buffer, int index, int count) => target().Write(buffer, index, count);

    public override void WriteLine(string? value) => target().WriteLine(value);

    public override void Flush() => target().Flush();
}
