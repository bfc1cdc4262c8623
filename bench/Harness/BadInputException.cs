namespace Vimage.Bench.Harness;

/// <summary>Something about the command line, or about what it names, is wrong; the message says what and what to do.</summary>
public sealed class BadInputException : Exception
{
    public BadInputException(string message)
        : base(message)
    {
    }

    public BadInputException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
