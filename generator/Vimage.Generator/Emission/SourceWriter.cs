using System.Text;

namespace Vimage.Generator.Emission;

/// <summary>Builds source text with indentation and '\n' line ends.</summary>
internal sealed class SourceWriter
{
    private const string Indentation = "    ";

    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes a line, indented; an empty one as it is.</summary>
    internal SourceWriter Line(string text = "")
    {
        if (text.Length > 0)
        {
            // Only the first line of what is copied from the user's source is indented: inside a raw string it must not be.
            for (int i = 0; i < _depth; i++)
            {
                _text.Append(Indentation);
            }
        }

        _text.Append(text).Append('\n');
        return this;
    }

    internal SourceWriter Lines(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            Line(line);
        }

        return this;
    }

    /// <summary>Writes a preprocessor directive, which is never indented.</summary>
    internal SourceWriter Directive(string text)
    {
        _text.Append(text).Append('\n');
        return this;
    }

    /// <summary>Writes a head, and what <paramref name="body"/> writes, in braces.</summary>
    internal SourceWriter Block(string head, Action<SourceWriter> body)
    {
        Line(head).Line("{");
        _depth++;
        body(this);
        _depth--;
        return Line("}");
    }

    public override string ToString() => _text.ToString();
}
