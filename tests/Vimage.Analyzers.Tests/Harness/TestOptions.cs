using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;

namespace Vimage.Analyzers.Tests.Harness;

/// <summary>In what a test differs from a project that is set up as it should be.</summary>
internal sealed record TestOptions
{
    internal string Mode { get; init; } = "Globals";

    internal LanguageVersion LanguageVersion { get; init; } = LanguageVersion.CSharp14;

    /// <summary>Gets a value indicating whether the project has the generator.</summary>
    internal bool HasGenerator { get; init; } = true;

    /// <summary>Gets a value indicating whether the project has the runtime, and so the marks.</summary>
    internal bool HasRuntime { get; init; } = true;

    internal CompilerDiagnostics Compiler { get; init; } = CompilerDiagnostics.Errors;

    /// <summary>Gets what else is expected: diagnostics that have no place in a file of the test.</summary>
    internal DiagnosticResult[] Expected { get; init; } = [];

    /// <summary>Gets lines of the global configuration, such as <c>vimage.key = value</c>.</summary>
    internal string[] Config { get; init; } = [];

    /// <summary>Gets additional files, as path and text.</summary>
    internal (string Path, string Text)[] AdditionalFiles { get; init; } = [];

    /// <summary>Gets the additional files after a fix, if it changes them.</summary>
    internal (string Path, string Text)[] FixedAdditionalFiles { get; init; } = [];
}
