using System.ComponentModel;

namespace Vimage.CompilerServices;

/// <summary>The variables of another assembly's module that an assembly was compiled against. For generated code.</summary>
/// <param name="User">A type of the assembly that was compiled.</param>
/// <param name="Module">The name of the module that it was compiled against.</param>
/// <param name="Layout">The variables: <c>name:type</c>, each with a semicolon after it.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record VnetLayoutExpectation(Type User, string Module, string Layout)
{
    /// <summary>Compares with the module that is loaded, now and whenever one of that name arrives.</summary>
    /// <exception cref="VnetLayoutException">The loaded module lacks some of the variables.</exception>
    public void Check() => Layouts.Expect(this);
}
