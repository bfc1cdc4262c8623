namespace Vimage.Migration.Renaming;

/// <summary>What to do when the result would not compile.</summary>
public enum OnError
{
    /// <summary>Change nothing.</summary>
    Abort,

    /// <summary>Change nothing, and list everything that is wrong.</summary>
    List,

    /// <summary>Leave out the globals that the errors are about, and rename the others.</summary>
    Skip,
}
