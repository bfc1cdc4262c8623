using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Vimage.Proof.MachineCode;

/// <summary>The normalised machine code of a method, or of one instantiation of it.</summary>
/// <param name="Instantiation">The type arguments; nothing for a method that is not generic.</param>
/// <param name="Lines">The code, with names for addresses and numbers for what has no name.</param>
/// <param name="Unnamed">The values, by those numbers, that differ from process to process and have no name.</param>
/// <param name="Problem">Why there is no code, or nothing.</param>
internal sealed record CodeListing(string Instantiation, IReadOnlyList<string> Lines, IReadOnlyList<string> Unnamed, string Problem)
{
    /// <summary>Gets the MD5 of the lines; <see langword="null"/> without code.</summary>
    internal string? Hash => Problem.Length > 0 ? null : HashOf(string.Join('\n', Lines));

    internal static CodeListing NotPossible(string instantiation, string problem) => new(instantiation, [], [], problem);

    [SuppressMessage("Security", "CA5351", Justification = "The hash is a short name to compare listings by, not a protection.")]
    private static string HashOf(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
}
