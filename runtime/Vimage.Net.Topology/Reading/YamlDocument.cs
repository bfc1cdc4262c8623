using Vimage.Net.Topology.Drafts;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Vimage.Net.Topology.Reading;

/// <summary>
/// Reads the one document of a YAML file. What could make much of little is refused: aliases, whose expansion is without bound, and
/// nesting deeper than a topology is.
/// </summary>
internal sealed class YamlDocument
{
    private const int MaxDepth = 16;

    private readonly Parser _parser;
    private readonly Problems _problems;

    private YamlDocument(string text, Problems problems)
    {
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
        _problems = problems;
    }

    /// <summary>Returns what is in it; <see langword="null"/> if there is nothing, or it is no YAML.</summary>
    internal static YamlItem? Read(string text, Problems problems)
    {
        YamlDocument document = new(text, problems);
        try
        {
            return document.ReadAll();
        }
        catch (YamlException error)
        {
            if (FindTab(text) is { } tab)
            {
                problems.Add(tab, "This is no YAML: the line begins with a tab. Indent it by spaces.");
            }
            else
            {
                Place at = error.Start.Index < text.Length ? PlaceOf(error.Start) : EndOf(text);
                problems.Add(at, $"This is no YAML: {error.Message.TrimEnd('.')}. Correct it, or put quotes around a text that has such characters.");
            }

            return null;
        }
    }

    // The parser says that there is one, but not where.
    private static Place? FindTab(string text)
    {
        string[] lines = text.Split('\n');
        int line = Array.FindIndex(lines, static each => each.AsSpan().TrimStart(' ').StartsWith("\t"));
        return line < 0 ? null : new Place(line + 1, lines[line].IndexOf('\t', StringComparison.Ordinal) + 1);
    }

    // Where the last character is: behind it the parser is in a line that nobody has written.
    private static Place EndOf(string text)
    {
        string[] lines = text.TrimEnd().Split('\n');
        return new Place(lines.Length, Math.Max(1, lines[^1].Length));
    }

    private static Place PlaceOf(Mark mark) => new((int)mark.Line, (int)mark.Column);

    private YamlItem? ReadAll()
    {
        _parser.Consume<StreamStart>();
        if (_parser.TryConsume<StreamEnd>(out _))
        {
            return null;
        }

        _parser.Consume<DocumentStart>();
        YamlItem item = ReadItem(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out _))
        {
            _problems.Add(PlaceOf(_parser.Current!.Start), "A second document begins here. Put each topology into a file of its own.");
        }

        return item;
    }

    private YamlItem ReadItem(int depth)
    {
        if (_parser.Current is AnchorAlias alias)
        {
            _parser.MoveNext();
            _problems.Add(PlaceOf(alias.Start), $"The alias '*{alias.Value}' is not taken: aliases can make more of a file than fits anywhere. Write it out, or use a profile ('like: NAME').");
            return new YamlItem.Text("", IsQuoted: false, PlaceOf(alias.Start));
        }

        NodeEvent node = (NodeEvent)_parser.Current!;
        Place at = PlaceOf(node.Start);
        if (depth > MaxDepth)
        {
            throw new SemanticErrorException(node.Start, node.End, $"it is nested deeper than {MaxDepth} levels, which no topology is");
        }

        if (!node.Tag.IsEmpty)
        {
            _problems.Add(at, $"The tag '{node.Tag}' means nothing here. Leave it out.");
        }

        if (node is Scalar scalar)
        {
            _parser.MoveNext();
            return new YamlItem.Text(scalar.Value, scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted, at);
        }

        return _parser.TryConsume<SequenceStart>(out _) ? ReadList(at, depth) : ReadMap(at, depth);
    }

    private YamlItem.List ReadList(Place at, int depth)
    {
        List<YamlItem> items = [];
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadItem(depth + 1));
        }

        return new YamlItem.List(items, at);
    }

    private YamlItem.Map ReadMap(Place at, int depth)
    {
        _parser.Consume<MappingStart>();
        List<(YamlItem.Text Key, YamlItem Value)> entries = [];
        Dictionary<string, Place> known = [];
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            YamlItem key = ReadItem(depth + 1);
            YamlItem value = ReadItem(depth + 1);
            if (key is not YamlItem.Text text)
            {
                _problems.Add(key.At, $"A key is a word, and here is {key.What}.");
            }
            else if (!known.TryAdd(text.Value, text.At))
            {
                _problems.Add(text.At, $"'{text.Value}' is here a second time{known[text.Value]}. Give one of the two another name, or leave it out.");
            }
            else
            {
                entries.Add((text, value));
            }
        }

        return new YamlItem.Map(entries, at);
    }
}
