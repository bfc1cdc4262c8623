using Fix = Vimage.Analyzers.Tests.Harness.FixTest<
    Vimage.Analyzers.Flow.VIM0203VnetNotCapturedAnalyzer, Vimage.CodeFixes.Flow.VIM0203VnetNotCapturedCodeFix>;
using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Flow.VIM0203VnetNotCapturedAnalyzer>;

namespace Vimage.Analyzers.Tests.Flow;

public sealed class VIM0203VnetNotCapturedTests
{
    [Fact]
    public Task ReportsWhatDoesNotCarryTheContext() => Rule.Reports(
        """
        class M : IThreadPoolWorkItem
        {
            void N(CancellationToken token, WaitHandle handle)
            {
                ThreadPool.[|UnsafeQueueUserWorkItem|](_ => Work(), null);
                ThreadPool.[|UnsafeQueueUserWorkItem|](static s => Work(), 1, preferLocal: true);
                ThreadPool.[|UnsafeQueueUserWorkItem|](this, false);
                ThreadPool.[|UnsafeRegisterWaitForSingleObject|](handle, (_, _) => Work(), null, 1, true);
                token.[|UnsafeRegister|](_ => Work(), null);
                new Thread(Work).[|UnsafeStart|]();
                using (ExecutionContext.[|SuppressFlow|]()) { }
            }

            static void Work() { }

            public void Execute() { }
        }
        """);

    [Fact]
    public Task IgnoresCallbacksThatEnterAVnet() => Rule.Ignores(
        """
        class M
        {
            void N(Vnet v, CancellationToken token)
            {
                ThreadPool.UnsafeQueueUserWorkItem(_ => v.Run(Work), null);
                ThreadPool.UnsafeQueueUserWorkItem(Enter, v);
                token.UnsafeRegister(_ => { using (CURVNET_SET(v)) { } }, null);
                ThreadPool.QueueUserWorkItem(_ => Work());
                token.Register(Work);
                new Thread(Work).Start();
            }

            static void Enter(object? state) { using (((Vnet)state!).EnterSync()) { } }

            static void Work() { }
        }
        """);

    [Fact]
    public Task TheFix_LetsTheVnetFlow() => Fix.Fixes(
        [
            """
            class M
            {
                void N(CancellationToken token)
                {
                    ThreadPool.[|UnsafeQueueUserWorkItem|](_ => Work(), null); // soon
                    ThreadPool.[|UnsafeQueueUserWorkItem|]<int>(s => Work(), 1, true);
                    token.[|UnsafeRegister|](_ => Work(), null);
                    new Thread(Work).[|UnsafeStart|]();
                }

                static void Work() { }
            }
            """,
        ],
        [
            """
            class M
            {
                void N(CancellationToken token)
                {
                    ThreadPool.QueueUserWorkItem(_ => Work(), null); // soon
                    ThreadPool.QueueUserWorkItem<int>(s => Work(), 1, true);
                    token.Register(_ => Work(), null);
                    new Thread(Work).Start();
                }

                static void Work() { }
            }
            """,
        ],
        "Flow");

    [Fact]
    public Task TheFix_CapturesTheVnet() => Fix.Fixes(
        [
            """
            class M
            {
                void N()
                {
                    ThreadPool.[|UnsafeQueueUserWorkItem|](static _ =>
                    {
                        Work(); // hard
                    }, null);
                }

                void O()
                {
                    ThreadPool.[|UnsafeQueueUserWorkItem|](_ => Work(), null);
                }

                static void Work() { }
            }
            """,
        ],
        [
            """
            class M
            {
                void N()
                {
                    var vnet = curvnet;
                    ThreadPool.UnsafeQueueUserWorkItem(_ =>
                    {
                        using var scope = CURVNET_SET(vnet);
                        Work(); // hard
                    }, null);
                }

                void O()
                {
                    var vnet = curvnet;
                    ThreadPool.UnsafeQueueUserWorkItem(_ => { using var scope = CURVNET_SET(vnet); Work(); }, null);
                }

                static void Work() { }
            }
            """,
        ],
        "Capture");

    [Fact]
    public Task TheFix_IsNotOfferedWithoutATwin() => Fix.OffersNothing(
        "class M { void N(IThreadPoolWorkItem i) { ThreadPool.[|UnsafeQueueUserWorkItem|](i, false); using (ExecutionContext.[|SuppressFlow|]()) { } } }");
}
