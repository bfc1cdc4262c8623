using Xunit.Runner.InProc.SystemConsole;

// With arguments, this is the runner that xunit generates into every test project; without, the comparison of three runs of it.
return args.Length > 0
    ? await ConsoleRunner.Run(args)
    : await IsolatedTests.Comparison.RunAsync(Console.Out);
