using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Suppressors;

/// <summary>
/// Suppresses warnings about raw statics that virtualisation makes moot: they are used by generated code, and by nobody else.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MootWarningSuppressor : DiagnosticSuppressor
{
    private const string UsedByAccessor = "The field is read and written through its generated accessor";
    private const string SeenByAccessor = "The field is private storage behind an accessor, in whatever way it is declared";

    private static readonly SuppressionDescriptor[] s_suppressions =
    [
        new("VIMS0001", "CS0169", UsedByAccessor), // never used
        new("VIMS0002", "CS0414", UsedByAccessor), // assigned but never used
        new("VIMS0003", "CS0649", UsedByAccessor), // never assigned
        new("VIMS0004", "CA1823", UsedByAccessor), // unused field
        new("VIMS0005", "IDE0044", UsedByAccessor), // make readonly
        new("VIMS0006", "IDE0051", UsedByAccessor), // unused private member
        new("VIMS0007", "IDE0052", UsedByAccessor), // unread private member
        new("VIMS0008", "S1144", UsedByAccessor), // unused private member
        new("VIMS0009", "S4487", UsedByAccessor), // unread private field
        new("VIMS0010", "CA2211", SeenByAccessor), // visible static field
        new("VIMS0011", "S2223", SeenByAccessor), // visible static field
        new("VIMS0012", "S1104", SeenByAccessor), // public field
        new("VIMS0013", "S2386", SeenByAccessor), // public mutable static
        new("VIMS0014", "CA1802", UsedByAccessor), // make const
        new("VIMS0015", "RCS1169", UsedByAccessor), // make readonly
        new("VIMS0016", "RCS1213", UsedByAccessor), // unused member
    ];

    private static readonly ImmutableDictionary<string, SuppressionDescriptor> s_byWarning =
        s_suppressions.ToImmutableDictionary(static each => each.SuppressedDiagnosticId, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = ImmutableArray.Create(s_suppressions);

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        if (VimageSymbols.Find(context.Compilation) is not { } symbols)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.ReportedDiagnostics)
        {
            if (VariableAt(diagnostic.Location, context) is { } variable
                && (symbols.IsVirtualized(variable) || IsInStateStruct(variable)))
            {
                context.ReportSuppression(Suppression.Create(s_byWarning[diagnostic.Id], diagnostic));
            }
        }
    }

    private static bool IsInStateStruct(ISymbol variable) => !variable.IsStatic && StateStructSymbols.ModuleOf(variable) is not null;

    private static ISymbol? VariableAt(Location location, SuppressionAnalysisContext context)
    {
        if (location.SourceTree is not { } tree)
        {
            return null;
        }

        SyntaxNode node = tree.GetRoot(context.CancellationToken).FindNode(location.SourceSpan);
        SyntaxNode? declaration = node.AncestorsAndSelf().FirstOrDefault(
            static each => each is VariableDeclaratorSyntax or PropertyDeclarationSyntax);
        declaration ??= (node as FieldDeclarationSyntax)?.Declaration.Variables.FirstOrDefault();
        return declaration is null
            ? null
            : context.GetSemanticModel(tree).GetDeclaredSymbol(declaration, context.CancellationToken);
    }
}
