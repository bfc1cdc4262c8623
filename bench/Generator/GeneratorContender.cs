using Microsoft.CodeAnalysis;
using Vimage.Generator;

namespace Vimage.Bench.Generator;

/// <summary>A generator, and what a source file with marked fields looks like to it.</summary>
/// <param name="Id">How its rows are named.</param>
/// <param name="Generator">The generator.</param>
/// <param name="Library">The assembly that its attribute is in.</param>
/// <param name="Mode">The <c>VimageMode</c> of the project.</param>
/// <param name="Head">What stands at the top of each file.</param>
/// <param name="Type">A partial type's head; <c>{0}</c> is its number.</param>
/// <param name="Field">A marked field; <c>{0}</c> is its name's end.</param>
internal sealed record GeneratorContender(
    string Id, ISourceGenerator Generator, string Library, string Mode, string Head, string Type, string Field)
{
    internal static GeneratorContender Ours(string id, string mode) => new(
        id,
        new VimageGenerator().AsSourceGenerator(),
        typeof(Vnet).Assembly.Location,
        mode,
        "using Vimage;",
        "public static partial class Module{0}",
        "[Virtualized] internal static int field{0} = 1;");

    /// <summary>
    /// The generator of CommunityToolkit.Mvvm that writes the properties of <c>[ObservableProperty]</c> fields. In an IDE
    /// the others in its assembly run beside it; leaving them out is in its favour.
    /// </summary>
    internal static GeneratorContender Mvvm() => new(
        "mvvm",
        MvvmGenerator.Load(),
        typeof(CommunityToolkit.Mvvm.ComponentModel.ObservableObject).Assembly.Location,
        "",
        "using CommunityToolkit.Mvvm.ComponentModel;",
        "public partial class Module{0} : ObservableObject",
        "[ObservableProperty] private int _field{0} = 1;");
}
