namespace Vimage.Generator.Model;

/// <summary>The few facts about the compilation and the build that change what is emitted.</summary>
/// <param name="Mode">What <c>V_x</c> means.</param>
/// <param name="AssemblyName">The assembly's name.</param>
/// <param name="IsNullableEnabled">Whether nullable annotations are enabled by default.</param>
internal sealed record BuildFacts(VimageMode Mode, string AssemblyName, bool IsNullableEnabled);
