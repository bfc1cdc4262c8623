using System.Net.Sockets;
using StreamJsonRpc;
using Vimage.Admin.Protocol;

namespace Vimage.Admin.Serving;

/// <summary>
/// A vnet and what is below it, for which requests are answered: in that vnet, so that what it may not do itself nobody can do by it.
/// </summary>
internal sealed class AdminScope(Vnet tree)
{
    private const string Self = ".";

    internal Vnet Tree => tree;

    /// <summary>Returns a vnet by its path.</summary>
    /// <exception cref="VnetNotFoundException">There is none.</exception>
    internal Vnet Find(string path) => tree[path];

    internal bool Contains(Vnet vnet) => ReferenceEquals(vnet, tree) || vnet.IsDescendantOf(tree);

    /// <summary>Returns the path of a vnet that is in it.</summary>
    internal string PathOf(Vnet vnet) =>
        ReferenceEquals(vnet, tree) ? Self : tree.Parent is null ? vnet.FullName : vnet.FullName[(tree.FullName.Length + 1)..];

    /// <summary>Returns the path of a vnet by its full name, also where it is gone; <see langword="null"/> if it was never in it.</summary>
    internal string? PathOf(string fullName) =>
        tree.Parent is null ? fullName
        : fullName.StartsWith($"{tree.FullName}.", StringComparison.Ordinal) ? fullName[(tree.FullName.Length + 1)..]
        : null;

    /// <summary>Answers in the tree's own vnet.</summary>
    internal async Task<TResult> Answer<TResult>(Func<TResult> answer)
    {
        TResult? result = default;
        await AnswerAsync(() =>
        {
            result = tree.Run(answer);
            return Task.CompletedTask;
        }).ConfigureAwait(false);
        return result!;
    }

    /// <summary>Answers, and tells what is thrown as protocols do.</summary>
    internal async Task AnswerAsync(Func<Task> answer)
    {
        try
        {
            await answer().ConfigureAwait(false);
        }
        catch (VnetException error)
        {
            throw Failure(error.Errno, Relative(error.VnetName), Relative(error.Message));
        }
        catch (ObjectDisposedException error)
        {
            throw Failure("ENXIO", Relative(error.ObjectName), Relative(error.Message));
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            throw Failure("EINVAL", null, Relative(error.Message));
        }
        catch (SocketException error)
        {
            throw Failure("EIO", null, Relative(error.Message));
        }
    }

    internal static LocalRpcException Failure(string errno, string? vnet, string message) => new(message)
    {
        ErrorCode = AdminProtocol.FailureCode,
        ErrorData = new AdminFailure(errno, vnet),
    };

    // The names of those above are nothing for whoever was given a sub-tree.
    private string Relative(string text) => tree.Parent is null
        ? text
        : text.Replace($"{tree.FullName}.", "", StringComparison.Ordinal).Replace($"'{tree.FullName}'", $"'{Self}'", StringComparison.Ordinal);
}
