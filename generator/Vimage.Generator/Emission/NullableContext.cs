namespace Vimage.Generator.Emission;

/// <summary>
/// Keeps generated members in the nullable context of the variables they stand for. Generated files begin without one,
/// whatever the project says.
/// </summary>
internal sealed class NullableContext(SourceWriter writer, bool isEnabledByDefault)
{
    private bool _isAnnotated;

    /// <param name="isAnnotated">Of the variable; <see langword="null"/> for the project's default.</param>
    internal void Switch(bool? isAnnotated)
    {
        bool wanted = isAnnotated ?? isEnabledByDefault;
        if (wanted != _isAnnotated)
        {
            _isAnnotated = wanted;
            writer.Directive(wanted ? "#nullable enable annotations" : "#nullable disable");
        }
    }
}
