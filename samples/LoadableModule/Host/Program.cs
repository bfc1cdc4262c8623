// Loads a module a thousand times into running vnets, uses it, unloads it, and sees each load context collected, while other
// threads create and destroy vnets.
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Vimage;

int times = args.Length == 1 && int.TryParse(args[0], out int given) ? given : 1000;
string guest = Path.Combine(AppContext.BaseDirectory, "guest", "Guest.dll");
Vnet[] vnets = [.. Enumerable.Range(0, 10).Select(static i => Vnet.Root.CreateChild($"v{i}"))];
using CancellationTokenSource stop = new();
int created = 0;
Task traffic = Task.Run(() => CreateAndDestroy(ref created, stop.Token));
Stopwatch time = Stopwatch.StartNew();
long heapAtFirst = 0;
int notCollected = 0;
for (int i = 1; i <= times; i++)
{
    WeakReference context = LoadUseAndUnload(guest, vnets, show: i == 1);
    notCollected += WaitForCollection(context) ? 0 : 1;
    if (i == Math.Max(times / 10, 1))
    {
        heapAtFirst = GC.GetTotalMemory(forceFullCollection: true);
    }
}

await stop.CancelAsync();
await traffic;
long heap = GC.GetTotalMemory(forceFullCollection: true);
Console.WriteLine($"loaded and unloaded {times} times in {time.Elapsed.TotalSeconds:F1} s, while {created} vnets came and went");
Console.WriteLine($"load contexts not collected: {notCollected}; heap {heapAtFirst / 1024} KB after a tenth, {heap / 1024} KB at the end");
return notCollected == 0 ? 0 : 1;

// Not inlined: a local of the caller's would keep the context.
[MethodImpl(MethodImplOptions.NoInlining)]
static WeakReference LoadUseAndUnload(string path, Vnet[] vnets, bool show)
{
    AssemblyLoadContext context = new("guest", isCollectible: true);
    var assembly = context.LoadFromAssemblyPath(path);
    VnetModules.Load(assembly);
    var greet = assembly.GetType("Vimage.Samples.Guest.Greeter")!.GetMethod("Greet")!.CreateDelegate<Func<string>>();
    foreach (Vnet vnet in vnets)
    {
        string greeting = vnet.Run(greet);
        if (show)
        {
            Console.WriteLine(greeting);
        }
    }

    VnetModules.Unload(context);
    return new WeakReference(context);
}

static bool WaitForCollection(WeakReference context)
{
    for (int i = 0; i < 500 && context.IsAlive; i++)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Thread.Sleep(i < 3 ? 0 : 10);
    }

    return !context.IsAlive;
}

static void CreateAndDestroy(ref int created, CancellationToken stop)
{
    while (!stop.IsCancellationRequested)
    {
        Vnet vnet = Vnet.Root.CreateChild("passing");
        if (!vnet.DestroyAsync().AsTask().Result.IsClean)
        {
            throw new InvalidOperationException("A vnet was not torn down cleanly.");
        }

        created++;
    }
}
