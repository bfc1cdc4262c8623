using System.Net;
using System.Text;
using Vimage.Net.Topology.Checking;
using Vimage.Net.Topology.Drafts;

namespace Vimage.Net.Topology.Reading;

/// <summary>A topology's file: what its first level says. What is nested is read by <see cref="NodeReader"/>, <see cref="LinkReader"/>, <see cref="EventReader"/>.</summary>
internal sealed class TopologyFile
{
    private readonly TopologyDraft _draft = new();
    private readonly Problems _problems;

    private TopologyFile(Problems problems) => _problems = problems;

    internal static TopologyModel Read(TextReader text, string file)
    {
        Problems problems = new(file);
        TopologyFile reader = new(problems);
        YamlItem? item = YamlDocument.Read(ReadBounded(text, problems), problems);
        if (item is null && !problems.Any)
        {
            problems.Add(default, "The file is empty. Say which nodes there are, 'nodes: { a: {}, b: {} }', and how they are linked, 'links: [[a, b]]'.");
        }

        if (item is not null)
        {
            reader.Read(item);
        }

        problems.ThrowIfAny();
        return DraftChecker.Complete(reader._draft, problems);
    }

    private static string ReadBounded(TextReader text, Problems problems)
    {
        char[] buffer = new char[64 * 1024];
        StringBuilder read = new();
        for (int count; (count = text.Read(buffer)) > 0;)
        {
            read.Append(buffer, 0, count);
            if (read.Length > TopologyLimits.FileCharacters)
            {
                problems.Add(default, $"The file has more than {TopologyLimits.FileCharacters} characters. Divide the topology into several.");
                problems.ThrowIfAny();
            }
        }

        return read.ToString();
    }

    private void Read(YamlItem item)
    {
        if (Section.Of(item, "a topology", _problems, "nodes", "links", "name", "seed", "time", "pool", "routes", "profiles", "schedule") is not { } file)
        {
            return;
        }

        ReadHead(file);
        NodeReader nodes = new(_problems);
        foreach ((YamlItem.Text name, YamlItem value) in file.Entries("nodes"))
        {
            _draft.Nodes.Add(nodes.Read(name, value));
        }

        Profiles profiles = new(file.Entries("profiles"), _problems);
        profiles.Check();
        LinkReader links = new(profiles, _problems);
        foreach (YamlItem link in file.List("links"))
        {
            if (links.Read(link) is { } draft)
            {
                _draft.Links.Add(draft);
            }
        }

        EventReader events = new(profiles, _problems);
        foreach (YamlItem each in file.List("schedule"))
        {
            if (events.Read(each) is { } draft)
            {
                _draft.Schedule.Add(draft);
            }
        }
    }

    private void ReadHead(Section file)
    {
        if (file.Text("name") is { } name)
        {
            (_draft.Name, _draft.NameAt) = (name.Value, name.At);
        }

        _draft.Seed = file.Read<ulong>("seed", Units.TryReadSeed, Units.SeedForm)?.Value;
        if (file.Text("time") is { } time)
        {
            _draft.Time = time.Value == "virtual" ? TopologyTime.Virtual : TopologyTime.Real;
            ReportUnless(time.Value is "virtual" or "real", time, "time", "'real' or 'virtual'");
        }

        if (file.Text("routes") is { } routes)
        {
            (_draft.MakesRoutes, _draft.RoutesAt) = (routes.Value == "shortest", routes.At);
            ReportUnless(routes.Value is "shortest" or "none", routes, "routes", "'shortest' or 'none'");
        }

        foreach (YamlItem pool in file.List("pool"))
        {
            if (pool is YamlItem.Text text && AddressText.TryParseNetwork(text.Value, out IPNetwork network))
            {
                _draft.Pools.Add(new Located<IPNetwork>(network, pool.At));
            }
            else
            {
                _problems.Add(pool.At, $"A pool can't be {pool.What}. It is {Units.NetworkForm}.");
            }
        }
    }

    private void ReportUnless(bool isRead, YamlItem.Text text, string key, string form)
    {
        if (!isRead)
        {
            _problems.Add(text.At, $"'{text.Value}' is no value for '{key}'. It is {form}.");
        }
    }
}
