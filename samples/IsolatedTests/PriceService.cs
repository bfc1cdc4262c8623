namespace IsolatedTests;

/// <summary>Stands for a service that answers over a network.</summary>
internal static class PriceService
{
    private static readonly TimeSpan s_latency = TimeSpan.FromMilliseconds(25);

    internal static async Task<decimal> AskAsync(string article, CancellationToken cancellationToken)
    {
        await Task.Delay(s_latency, cancellationToken);
        return article.Length;
    }
}
