namespace Vimage.Migration.Progress;

/// <summary>How far a project is on the way from globals to instances.</summary>
/// <param name="Project">The project's name.</param>
/// <param name="Statics">How many statics can change.</param>
/// <param name="Classified">How many of them are marked, or classified in the gate file.</param>
/// <param name="ToVirtualize">How many are marked, or are to be by the gate file.</param>
/// <param name="Marked">How many are marked.</param>
/// <param name="Renamed">How many of those are used by their accessors alone.</param>
/// <param name="Methods">How many methods the proof has compared; 0 without one.</param>
/// <param name="Proven">How many of those are the same program.</param>
/// <param name="LookUps">How many look-ups of a module's state there are.</param>
/// <param name="LookUpsMissing">How many more would pay.</param>
/// <param name="Graduated">How many variables are fields of state structs.</param>
/// <param name="ToGraduate">How many are, or are marked fields that could be.</param>
public sealed record ProjectStage(
    string Project, int Statics, int Classified, int ToVirtualize, int Marked, int Renamed, int Methods, int Proven, int LookUps, int LookUpsMissing, int Graduated, int ToGraduate)
{
    /// <summary>Gets the stages in order, each with how much of it is done and how much there is to do.</summary>
    public IReadOnlyList<(string Name, int Done, int Total)> Stages =>
    [
        ("classified", Classified, Statics),
        ("marked", Marked, ToVirtualize),
        ("renamed", Renamed, Marked),
        ("proven", Proven, Methods),
        ("hoisted", LookUps, LookUps + LookUpsMissing),
        ("graduated", Graduated, ToGraduate),
    ];
}
