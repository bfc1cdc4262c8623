// A thousand routers in one process. Each is a vnet with a network stack of its own and, in it, the routing daemon of the Quickstart, whose
// globals are that router's. The daemons find all ways by what they tell each other in UDP packets over links of 100 Mbit/s; then a link is cut.
using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using Emulator;
using Vimage.Net.Topology;

if (Arguments.Read(args) is not { } arguments)
{
    return 2;
}

TopologyModel model = Backbone.Create(arguments.Routers, arguments.Seed);
Judge judge = new(model);
Memory memory = new(arguments.Routers);
Stopwatch wall = Stopwatch.StartNew();
await using Emulation emulation = await Emulation.StartAsync(model, judge);
Say($"{arguments.Routers} routers, {model.Links.Count} links, no way longer than {emulation.Diameter}; made in {wall.Elapsed.TotalSeconds:0.0} s");

bool isGood = Converge("converged");
Say($"  {memory.BytesForEach / 1024.0:0.0} KB a router, with its stack, its links, its daemon and its {arguments.Routers} routes");
byte[][] before = emulation.DigestTables();
Draw("before", "converged", static _ => false);

// The oldest link: on many ways.
RunningLink cut = emulation.Topology.Links[0];
emulation.Cut(cut);
isGood &= Converge($"{cut.Name} cut, reconverged");
byte[][] after = emulation.DigestTables();
int changed = before.Zip(after).Count(static each => !each.First.AsSpan().SequenceEqual(each.Second));
Say($"  {changed} routers have other tables than before");
Draw("after", $"{cut.Name} cut, routers with other tables marked", name => !before[Backbone.NumberOf(name)].AsSpan().SequenceEqual(after[Backbone.NumberOf(name)]));
Say($"tables: {Emulation.Digest(after)}");
return isGood ? 0 : 1;

bool Converge(string what)
{
    long packets = emulation.Packets;
    wall.Restart();
    TimeSpan passed = emulation.Converge();
    Say($"{what} in {passed.TotalSeconds:0.0} s of virtual time, {wall.Elapsed.TotalSeconds:0.0} s of ours: {emulation.Packets - packets:N0} packets of routes");
    string? fault = emulation.FindFault();
    Say($"  {(fault is null ? "all tables are the shortest paths" : $"NOT the shortest paths: {fault}")}");
    return fault is null;
}

void Draw(string name, string title, Func<string, bool> isMarked)
{
    string path = Path.Combine(arguments.Folder, $"{name}.svg");
    File.WriteAllText(path, NetworkGraph.Of(emulation.Topology.Root).Mark(isMarked).ToSvg(title));
    Say($"  {path}");
}

static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
