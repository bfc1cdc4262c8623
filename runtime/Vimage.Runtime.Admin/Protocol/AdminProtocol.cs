using System.IO.Pipelines;
using System.Text.Json;
using StreamJsonRpc;

namespace Vimage.Admin.Protocol;

/// <summary>How both sides speak.</summary>
public static class AdminProtocol
{
    /// <summary>The version that is spoken here.</summary>
    public const int Version = 1;

    /// <summary>The code of errors whose data is an <see cref="AdminFailure"/>.</summary>
    public const int FailureCode = -32000;

    /// <summary>The extension of the files of sockets; before it is the number of the process.</summary>
    public const string SocketExtension = ".sock";

    // A list of thousands is some hundred kilobytes: each call of the kernel, and each waking of the other side, is to be worth it.
    private const int SentAtOnce = 64 << 10;
    private const int ReceivedAtOnce = 16 << 10;

    /// <summary>Returns the folder of the sockets of the current user's processes: in that of the session, if there is one.</summary>
    /// <returns>Its path; nobody else can enter it.</returns>
    public static string DefaultDirectory()
    {
        string? session = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
        return string.IsNullOrEmpty(session)
            ? Path.Combine(Path.GetTempPath(), $"vimage-{Environment.UserName}")
            : Path.Combine(session, "vimage");
    }

#pragma warning disable CA2000 // The formatter is the handler's.
    internal static IJsonRpcMessageHandler Framing(Stream stream) => new NewLineDelimitedMessageHandler(
        PipeWriter.Create(stream, new StreamPipeWriterOptions(minimumBufferSize: SentAtOnce)),
        PipeReader.Create(stream, new StreamPipeReaderOptions(new UnpooledMemory(), bufferSize: ReceivedAtOnce)),
        new SystemTextJsonFormatter
        {
            JsonSerializerOptions = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, MaxDepth = 8 },
        });
#pragma warning restore CA2000
}
