using Vimage.Net.Topology.Drafts;

namespace Vimage.Net.Topology.Reading;

/// <summary>Reads how a link behaves: what a profile says, and what is said beside it.</summary>
internal sealed class ConditionsReader(Profiles profiles, Problems problems)
{
    /// <summary>The keys of a behaviour.</summary>
    internal static readonly string[] Keys = ["like", "delay", "jitter", "loss", "duplicate", "corrupt", "reorder", "rate", "queue", "discipline"];

    private const string DisciplineForm = "droptail, red or codel";

    /// <summary>Reads a behaviour of both ways, of which <c>back</c> may say what is otherwise on the second.</summary>
    /// <param name="section">What is said of it.</param>
    /// <param name="forward">What is so where nothing is said, and</param>
    /// <param name="backward">the other way; <see langword="null"/> for a perfect link.</param>
    internal (LinkProperties? Forward, LinkProperties? Backward) ReadBoth(Section section, LinkProperties? forward = null, LinkProperties? backward = null)
    {
        bool isSame = forward == backward;
        forward = Read(section, forward);
        backward = isSame ? forward : Read(section, backward);
        return section.Find("back") is { } back && Section.Of(back, "the way back", problems, Keys) is { } other
            ? (forward, Read(other, backward))
            : (forward, backward);
    }

    /// <summary>Reads a behaviour.</summary>
    /// <param name="section">What is said of it.</param>
    /// <param name="defaults">What is so where nothing is said; <see langword="null"/> for a perfect link.</param>
    internal LinkProperties? Read(Section section, LinkProperties? defaults)
    {
        LinkProperties? like = section.Text("like") is { } name ? profiles.Get(name) : defaults;
        if (!Keys.Any(key => key != "like" && section.Has(key)))
        {
            return like;
        }

        LinkProperties read = like ?? new LinkProperties();
        read = read with
        {
            Delay = section.Read<TimeSpan>("delay", Units.TryReadDelay, Units.DelayForm)?.Value ?? read.Delay,
            Jitter = section.Read<TimeSpan>("jitter", Units.TryReadDelay, Units.DelayForm)?.Value ?? read.Jitter,
            Loss = ReadPart("loss") ?? read.Loss,
            Duplicate = ReadPart("duplicate") ?? read.Duplicate,
            Corrupt = ReadPart("corrupt") ?? read.Corrupt,
            Reorder = ReadPart("reorder") ?? read.Reorder,
            Rate = section.Read<long>("rate", Units.TryReadRate, Units.RateForm)?.Value ?? read.Rate,
            QueueLimit = section.Read<int>("queue", Units.TryReadQueue, Units.QueueForm)?.Value ?? read.QueueLimit,
            Queue = section.Read<LinkQueue>("discipline", TryReadDiscipline, DisciplineForm)?.Value ?? read.Queue,
        };
        if (read.Rate is null && (section.Find("queue") ?? section.Find("discipline")) is { } queue)
        {
            problems.Add(queue.At, "A link without a rate has no queue: nothing waits for it. Add 'rate: 10mbit', or leave this out.");
        }

        return read;

        double? ReadPart(string key) => section.Read<double>(key, Units.TryReadPart, Units.PartForm)?.Value;
    }

    private static bool TryReadDiscipline(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out LinkQueue? queue)
    {
        queue = text switch
        {
            "droptail" => LinkQueue.DropTail,
            "red" => new RedQueue(),
            "codel" => new CoDelQueue(),
            _ => null,
        };
        return queue is not null;
    }
}
