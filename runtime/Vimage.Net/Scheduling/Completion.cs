namespace Vimage.Net;

/// <summary>
/// Something that someone waits for has happened: it is told after the lock is released, so that what goes on then may
/// take any lock it likes.
/// </summary>
internal abstract class Completion
{
    // What this thread is telling. Whoever goes on may bring about the next completion: it is told after this one, not
    // from within it, or two flows that talk to each other would fill the stack.
    [ThreadStatic]
    private static CompletionList t_list;

    [ThreadStatic]
    private static bool t_isTelling;

    internal Completion? Next { get; set; }

    /// <summary>Tells whoever waits.</summary>
    protected abstract void Complete();

    internal static void CompleteAll(CompletionList completions)
    {
        if (completions.IsEmpty)
        {
            return;
        }

        t_list.Append(completions);
        if (t_isTelling)
        {
            return;
        }

        t_isTelling = true;
        try
        {
            while (t_list.TakeFirst() is { } completion)
            {
                completion.Complete();
            }
        }
        finally
        {
            t_isTelling = false;
        }
    }
}
