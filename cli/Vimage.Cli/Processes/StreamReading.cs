using Vimage.Admin.Protocol;

namespace Vimage.Cli.Processes;

/// <summary>Reads what a command writes, or a capture records.</summary>
internal static class StreamReading
{
    /// <summary>Copies all of a stream; once cancelled, the stream is ended, and what there is still comes.</summary>
    /// <returns>The last part.</returns>
    internal static async Task<StreamChunk> CopyAsync(RunningProcess process, int stream, Stream output, CancellationToken cancellation)
    {
        bool isClosed = false;
        while (true)
        {
            StreamChunk chunk = await process.Commands.ReadStreamAsync(stream);
            await output.WriteAsync(chunk.Data, CancellationToken.None);
            await output.FlushAsync(CancellationToken.None);
            if (chunk.IsEnd)
            {
                return chunk;
            }

            if (cancellation.IsCancellationRequested && !isClosed)
            {
                isClosed = true;
                await process.Commands.CloseStreamAsync(stream);
            }
        }
    }
}
