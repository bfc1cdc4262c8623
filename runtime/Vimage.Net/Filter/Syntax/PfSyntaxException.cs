namespace Vimage.Net;

/// <summary>Rules can't be read. (<c>pfctl</c>: <c>syntax error</c>.)</summary>
public sealed class PfSyntaxException : FormatException
{
    internal PfSyntaxException(int line, int column, string expected, string found)
        : base($"Line {line}, column {column} of the rules: expected {expected}, found {found}. (EINVAL)")
    {
        (Line, Column, Expected) = (line, column, expected);
    }

    /// <summary>Gets the line that could not be read; the first is 1.</summary>
    public int Line { get; }

    /// <summary>Gets the place in it; the first is 1.</summary>
    public int Column { get; }

    /// <summary>Gets what could stand there.</summary>
    public string Expected { get; }
}
