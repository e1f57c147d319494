import type { ReactNode } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components';
import { useAddress } from './address.ts';
import css from './Tabs.module.css';

interface TabsProps {
	readonly label: string;
	readonly tabs: readonly { readonly id: string; readonly label: string; readonly panel: ReactNode }[];
}

/** The open tab stands in the address. */
export function Tabs({ label, tabs }: TabsProps) {
	const address = useAddress();
	const first = tabs[0]?.id ?? '';
	const wanted = address.get('tab');
	const open = tabs.some((tab) => tab.id === wanted) ? wanted : first;
	return (
		<AriaTabs
			className={css.tabs}
			selectedKey={open}
			onSelectionChange={(key) => address.set({ tab: key === first ? '' : String(key) })}
		>
			<TabList className={css.list} aria-label={label}>
				{tabs.map((tab) => (
					<Tab key={tab.id} id={tab.id} className={css.tab}>
						{tab.label}
					</Tab>
				))}
			</TabList>
			{tabs.map((tab) => (
				<TabPanel key={tab.id} id={tab.id} className={css.panel}>
					{tab.panel}
				</TabPanel>
			))}
		</AriaTabs>
	);
}
